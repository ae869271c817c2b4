"""A difference -> lines for a terminal, as a reader would meet them: headings, what went, what came."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from university.engines.catalog.difference import sides
from university.engines.catalog.difference.model import (
    Difference,
    OptionChange,
    Piece,
    QuestionChange,
    RuleChange,
    State,
    StepChange,
    TextChange,
)


class LineKind(StrEnum):
    """What a line tells."""

    HEADING = "heading"
    SAME = "same"
    GONE = "gone"
    NEW = "new"
    SAID = "said"


SIGNS = {LineKind.GONE: "- ", LineKind.NEW: "+ ", LineKind.SAME: "  ", LineKind.SAID: "~ "}


@dataclass(frozen=True)
class Line:
    """One line; ``level`` is the depth of a heading, from 1."""

    kind: LineKind
    text: str
    level: int = 1

    def __str__(self) -> str:
        sign = f"{'#' * self.level} " if self.kind is LineKind.HEADING else SIGNS[self.kind]
        return f"{sign}{self.text}"


def lines(difference: Difference, title: str) -> Iterator[Line]:
    """Give the whole difference of one thing, line by line."""
    yield Line(LineKind.HEADING, title)
    yield from _rules(difference.rules)
    yield from (Line(LineKind.SAID, change.words) for change in difference.outline)
    for text in difference.texts:
        yield from _text(text)
    if difference.questions:
        yield Line(LineKind.HEADING, "Quiz", 2)
    for question in difference.questions:
        yield from _question(question)


def _rules(rules: Sequence[RuleChange]) -> Iterator[Line]:
    for rule in rules:
        if rule.before:
            yield Line(LineKind.GONE, f"{rule.name}: {rule.before}")
        if rule.after:
            yield Line(LineKind.NEW, f"{rule.name}: {rule.after}")


def _text(text: TextChange) -> Iterator[Line]:
    if text.slug:
        words = "" if text.state is State.CHANGED else f", {text.state}"
        yield Line(LineKind.HEADING, f"{text.title} ({text.slug}{words})", 2)
    yield from _rules(text.rules)
    for piece in text.pieces:
        yield from _piece(piece)
    for picture in text.pictures:
        state = "changed" if picture.before and picture.after else "new" if picture.after else "gone"
        yield Line(LineKind.SAID, f"Picture {state}: {picture.words}")
    for question in text.questions:
        yield from _question(question)


def _piece(piece: Piece) -> Iterator[Line]:
    if piece.left_out:
        yield Line(LineKind.SAME, "…")
    yield from _both(piece.html)


def _both(html: str) -> Iterator[Line]:
    """Give a marked text as lines before and lines after."""
    before, after = sides.plain(sides.before(html)), sides.plain(sides.after(html))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (Line(LineKind.SAME, words) for words in after[j1:j2])
        else:
            yield from (Line(LineKind.GONE, words) for words in before[i1:i2])
            yield from (Line(LineKind.NEW, words) for words in after[j1:j2])


def _question(question: QuestionChange) -> Iterator[Line]:
    where = "Question" if question.is_counted else "Practice"
    yield Line(LineKind.HEADING, f"{where} {question.id} ({question.kind}, {question.state})", 3)
    yield from _rules(question.rules)
    yield from _told(question.stem, question.state)
    yield from _options(question.options, question.state)
    for step in question.steps:
        yield from _step(step, question.state)


def _step(step: StepChange, state: State) -> Iterator[Line]:
    whole = state if state in {State.NEW, State.GONE} else step.state
    if whole is State.SAME:
        return
    yield from _told(step.title, whole)
    yield from _told(step.text, whole)
    yield from _options(step.options, whole)


def _options(options: Sequence[OptionChange], state: State) -> Iterator[Line]:
    for option in options:
        whole = state if state in {State.NEW, State.GONE} else option.state
        if whole is State.SAME:
            continue
        box = {True: "[x] ", False: "[ ] ", None: ""}[option.is_right]
        yield from (Line(line.kind, f"{box}{line.text}") for line in _told(option.text, whole))
        yield from (Line(line.kind, f"    {line.text}") for line in _told(option.feedback, whole))
        yield from (Line(line.kind, f"    {line.text}") for line in _rules(option.rules))


def _told(html: str, state: State) -> Iterator[Line]:
    if state in {State.NEW, State.GONE}:
        kind = LineKind.NEW if state is State.NEW else LineKind.GONE
        yield from (Line(kind, words) for words in sides.plain(html))
    else:
        yield from _both(html)
