"""A GIFT text -> questions as they would be written here, each taken, changed or refused with a reason."""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import nh3

from university.engines.catalog.arrivals import Arrival, Entry
from university.engines.gift.answers import Answers, Choice, read_answers
from university.engines.gift.items import Item, split_items, unescape
from university.engines.gift.markdown import WrittenOption, WrittenQuestion
from university.engines.markup.parse.headings import anchor_of

LESSON_TAG: Final = "lesson="
NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WORDS_IN_ID: Final = 5
GAP: Final = "____"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One item of the file: where it stood, what became of it, and why if it is not as it was."""

    line: int
    title: str
    arrival: Arrival
    reasons: tuple[str, ...] = ()
    question: WrittenQuestion | None = None

    @property
    def entry(self) -> Entry:
        """The same as one line of an account."""
        return Entry(
            name=f"line {self.line}: {self.title}", arrival=self.arrival, reason=" ".join(self.reasons)
        )


def read_gift(text: str, *, lesson: str, taken_ids: Collection[str] = ()) -> tuple[Taken, ...]:
    """Read every item of a GIFT text.

    ``lesson`` is what a question tests if the file does not say so; ``taken_ids`` are the ids that the
    course has already. Raises nothing: what cannot be used is refused with the reason.
    """
    ids = set(taken_ids)
    return tuple(_read(item, lesson, ids) for item in split_items(text))


def _read(item: Item, lesson: str, ids: set[str]) -> Taken:
    title = item.title or _plain(item.before, item.form)[:60]
    if item.answers is None:
        return _refused(item, title, "It asks nothing: there are no answers in braces.")
    answers = read_answers(item.answers)
    if answers.refusal:
        return _refused(item, title, answers.refusal)
    changes = list(_changes(item, answers))
    identifier, renamed = _identify(item, title, ids)
    ids.add(identifier)
    question = WrittenQuestion(
        id=identifier,
        kind=answers.kind,
        stem=_stem(item),
        options=tuple(_option(choice, item.form, answers.general) for choice in answers.choices),
        lesson=next(
            (tag.removeprefix(LESSON_TAG) for tag in item.tags if tag.startswith(LESSON_TAG)), lesson
        ),
        tags=tuple(tag for tag in item.tags if NAME.fullmatch(tag)),
    )
    reasons = (*changes, *renamed)
    return Taken(
        line=item.line,
        title=title,
        arrival=Arrival.CHANGED if reasons else Arrival.TAKEN,
        reasons=reasons,
        question=question,
    )


def _refused(item: Item, title: str, reason: str) -> Taken:
    return Taken(line=item.line, title=title, arrival=Arrival.REFUSED, reasons=(reason,))


def _changes(item: Item, answers: Answers) -> Iterator[str]:
    yield from answers.changes
    if item.form == "html" and "<" in item.before + (item.answers or ""):
        yield "HTML was taken off; look at the words."
    if item.after:
        yield f"The gap in the sentence is written as {GAP}."
    silent = [choice for choice in answers.choices if not choice.feedback and not answers.general]
    if silent:
        yield f"{len(silent)} of {len(answers.choices)} options have no feedback: the checker asks for it."
    if any(tag for tag in item.tags if not tag.startswith(LESSON_TAG) and not NAME.fullmatch(tag)):
        yield "Tags that are not lower-case words joined by hyphens were left out."


def _identify(item: Item, title: str, ids: Collection[str]) -> tuple[str, list[str]]:
    """Choose a free id: the one given, the title if it looks like one, else some words of the question."""
    given = next((name for name in (item.id, item.title) if NAME.fullmatch(name)), "")
    words = [word for word in anchor_of(title).split("-") if word.isascii() and word.isalnum()]
    wanted = given or "-".join(words[:WORDS_IN_ID]) or "question"
    free, number = wanted, 2
    while free in ids:
        free, number = f"{wanted}-{number}", number + 1
    if given and free != given:
        return free, [f"The id {given!r} is taken here, so it is {free!r} now."]
    return free, []


def _stem(item: Item) -> str:
    before, after = _plain(item.before, item.form), _plain(item.after, item.form)
    return f"{before} {GAP} {after}" if after else before


def _option(choice: Choice, form: str, general: str) -> WrittenOption:
    return WrittenOption(
        words=_plain(choice.words, choice.form or form),
        feedback=_plain(choice.feedback or general, choice.form or form),
        is_right=choice.is_right,
        partner=_plain(choice.partner, form),
    )


def _plain(text: str, form: str) -> str:
    words = unescape(text)
    if form == "html" or (not form and "</" in words):
        words = html.unescape(nh3.clean(words, tags=set()))
    return " ".join(words.split())
