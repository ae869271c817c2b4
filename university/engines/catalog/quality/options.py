"""Warnings about questions whose form gives the answer away, and about feedback that is too short or long."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from university.engines.catalog.model import CHOICES, Finding, QuestionKind
from university.engines.catalog.quality.places import Placed
from university.engines.catalog.quality.words import plain, words_of

FEWEST: Final = 4  # in three questions chance alone makes the right option the longest too often
SHORTEST_FEEDBACK: Final = 5
LONGEST_FEEDBACK: Final = 60
#: At the start of an option or of its claim; "for all to read" and "has never met" judge nothing.
ABSOLUTE: Final = re.compile(
    r"(?:^[\W_]*|\b(?:can|may|must|should)\s+)(all|always|every|everybody|everyone|never|nobody|none)\b",
    re.IGNORECASE,
)


def review_questions(questions: list[Placed]) -> Iterator[Finding]:
    """Give what tells a guesser the answer, and feedback that says too little or too much."""
    by_file: dict[str, list[Placed]] = defaultdict(list)
    for placed in questions:
        by_file[placed.file.path].append(placed)
        yield from _feedback(placed)
        yield from _absolutes(placed)
    for group in by_file.values():
        yield from _lengths(group, "longest", max)
        yield from _lengths(group, "shortest", min)


def _feedback(placed: Placed) -> Iterator[Finding]:
    for option, line in placed.options:
        count = len(words_of(plain(option.feedback)))
        if not SHORTEST_FEEDBACK <= count <= LONGEST_FEEDBACK:
            message = f"This feedback has {count} {'word' if count == 1 else 'words'}."
            mend = "Say in 10 to 30 words what would happen, and why."
            yield placed.file.warn("feedback-length", line, message, mend)


def _absolutes(placed: Placed) -> Iterator[Finding]:
    """Find wrong options with an absolute word where no right option has one: guessers look for that."""
    if placed.question.kind not in CHOICES:
        return
    found = [(option.is_right, line, ABSOLUTE.search(plain(option.text))) for option, line in placed.options]
    if any(is_right and word for is_right, _, word in found):
        return
    for _, line, word in found:
        if word:
            message = f"Only wrong options of this question say an absolute word, here “{word[1]}”."
            mend = "Guessers know that sign. Say it without, or let the right option use one too."
            yield placed.file.warn("absolute-words", line, message, mend)


def _lengths(group: list[Placed], name: str, most: Callable[[Iterable[int]], int]) -> Iterator[Finding]:
    asked = [placed for placed in group if placed.question.kind is QuestionKind.SINGLE]
    telling = [placed for placed in asked if _is_right_most(placed, most)]
    if len(asked) >= FEWEST and 2 * len(telling) > len(asked):
        lines = ", ".join(str(placed.line) for placed in telling)
        message = (
            f"The right option is the {name} in {len(telling)} of {len(asked)} questions: lines {lines}."
        )
        mend = "Give options the same length and detail; in half of the questions at most may this be so."
        yield telling[0].file.warn(f"right-{name}", telling[0].line, message, mend)


def _is_right_most(placed: Placed, most: Callable[[Iterable[int]], int]) -> bool:
    lengths = [(len(plain(option.text)), option.is_right) for option, _ in placed.options]
    extreme = most(length for length, _ in lengths)
    return [is_right for length, is_right in lengths if length == extreme] == [True]
