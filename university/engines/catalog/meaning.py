"""What a question asks and what is right in it: the first thing that differs between two versions of it."""

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from university.engines.catalog.model import CHOICES, Option, Question, QuestionKind, Step
from university.engines.catalog.wording import plain, same_wording
from university.engines.markup.tags import without_tags

NOT_WORDS: Final = re.compile(r"[^\w\s]+")
SAME_WORD: Final = 0.8
SHORT_WORD: Final = 4


def is_of_one_form(old: Question, new: Question) -> bool:
    """Say whether answers to the one can be read as answers to the other.

    Single choice, choose all and true or false are answered alike, by options.
    """
    return old.kind is new.kind or {old.kind, new.kind} <= CHOICES


def what_changed(old: Question, new: Question) -> str:
    """Name what is more than prose; empty when a reader is asked the same and the same is right."""
    if not is_of_one_form(old, new):
        return "the kind"
    return next(_changes(old, new), "")


def _changes(old: Question, new: Question) -> Iterator[str]:
    if old.steps or new.steps:
        yield from _in_steps(old, new)
    yield from _in_options(old.options, new.options, new.kind)
    if old.lesson != new.lesson:
        yield "the lesson"
    if old.keeps_order != new.keeps_order:
        yield "the order of the options"
    if not is_typo(old.stem, new.stem):
        yield "the meaning"


def _in_steps(old: Question, new: Question) -> Iterator[str]:
    if [step.id for step in old.steps] != [step.id for step in new.steps]:
        yield "the steps"
        return
    if old.pass_points != new.pass_points:
        yield "the points to pass"
    for before, after in zip(old.steps, new.steps, strict=True):
        yield from _in_options(before.options, after.options, QuestionKind.DRILL)
        if not _is_same_scene(before, after):
            yield "the meaning"


def _is_same_scene(old: Step, new: Step) -> bool:
    return is_typo(old.title, new.title) and is_typo(old.text, new.text)


def _in_options(old: Sequence[Option], new: Sequence[Option], kind: QuestionKind) -> Iterator[str]:
    if [option.id for option in old] != [option.id for option in new]:
        yield "the number of options"
        return
    if kind is QuestionKind.ORDERING and _is_reordered(old, new):
        yield "the right order"
    pairs = list(zip(old, new, strict=True))
    yield from (words for words, is_same in KEYS if not all(is_same(*pair) for pair in pairs))
    if kind is QuestionKind.TEXT and any(not _is_one_wording(*pair) for pair in pairs):
        yield "the accepted wordings"
    is_number = kind is QuestionKind.NUMBER
    if not is_number and not all(is_typo(before.text, after.text) for before, after in pairs):
        yield "the meaning"


def _is_one_wording(old: Option, new: Option) -> bool:
    return same_wording(plain(old.text)) == same_wording(plain(new.text))


def _is_reordered(old: Sequence[Option], new: Sequence[Option]) -> bool:
    before, after = [_words(option.text) for option in old], [_words(option.text) for option in new]
    return before != after and sorted(before) == sorted(after)


KEYS: Final[Sequence[tuple[str, Callable[[Option, Option], bool]]]] = (
    ("the answer key", lambda old, new: old.is_right == new.is_right and old.is_other == new.is_other),
    ("the answer key", lambda old, new: is_typo(old.partner, new.partner)),
    ("the numbers accepted", lambda old, new: (old.low, old.high) == (new.low, new.high)),
    ("the way through", lambda old, new: old.leads_to == new.leads_to),
    ("the points", lambda old, new: sorted(old.points) == sorted(new.points)),
    ("what is critical", lambda old, new: old.is_critical == new.is_critical),
)


def is_typo(old: str, new: str) -> bool:
    """Say whether two texts differ by spelling, case and punctuation only, word by word."""
    before, after = _words(old), _words(new)
    return len(before) == len(after) and all(map(_is_same_word, before, after))


def _is_same_word(old: str, new: str) -> bool:
    if old == new:
        return True
    is_long = min(len(old), len(new)) >= SHORT_WORD and old[0] == new[0] and old.isalpha() and new.isalpha()
    return is_long and difflib.SequenceMatcher(None, old, new).ratio() >= SAME_WORD


def _words(text: str) -> list[str]:
    return NOT_WORDS.sub("", without_tags(text, between=" ")).casefold().split()


def was_another_question(new: Question, earlier: Collection[Question]) -> str:
    """Say what the id of a question stood for before, if never for this question; else give nothing.

    ``earlier`` holds that id's question in every earlier version. A meaning that any of them had may
    come back; a question that is answered in another way may not, since answers are kept for ever.
    """
    for old in earlier:
        if not is_of_one_form(old, new):
            return f"was of the kind “{old.kind}” and is now “{new.kind}”"
    if earlier and all(what_changed(old, new) for old in earlier):
        return "was taken out and comes back with another meaning"
    return ""
