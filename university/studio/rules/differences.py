"""Two texts -> what differs between them, line by line, and word by word inside a line that was changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

AROUND: Final = 2
WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST_LINE: Final = 4_000
MOST_LINES: Final = 20_000
ALIKE: Final = 0.4


class Sign(StrEnum):
    """What became of a line, or of a piece of one."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Some words of a line."""

    sign: Sign
    text: str


@dataclass(frozen=True)
class Line:
    """One line of either text with its numbers there; 0 where it does not stand."""

    sign: Sign
    before: int
    after: int
    pieces: tuple[Piece, ...]


Hunk = tuple[Line, ...]


def differences(before: str, after: str) -> tuple[Hunk, ...]:
    """Give the places where two texts differ, each with the lines around it; none for equal texts."""
    old, new = before.splitlines()[:MOST_LINES], after.splitlines()[:MOST_LINES]
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > MOST_LINES // 4)
    hunks = []
    for group in matcher.get_grouped_opcodes(AROUND):
        lines: list[Line] = []
        for tag, *rows in group:
            lines += _lines(tag, old, new, rows)
        hunks.append(tuple(lines))
    return tuple(hunks)


def _lines(tag: str, old: Sequence[str], new: Sequence[str], rows: Sequence[int]) -> Iterator[Line]:
    first, last, start, stop = rows
    if tag == "equal":
        for row, line in enumerate(old[first:last]):
            yield Line(Sign.SAME, first + row + 1, start + row + 1, (Piece(Sign.SAME, line),))
        return
    pairs = [_by_words(one, other) for one, other in zip(old[first:last], new[start:stop], strict=False)]
    for row, line in enumerate(old[first:last]):
        pieces = pairs[row][0] if row < len(pairs) else (Piece(Sign.GONE, line),)
        yield Line(Sign.GONE, first + row + 1, 0, pieces)
    for row, line in enumerate(new[start:stop]):
        pieces = pairs[row][1] if row < len(pairs) else (Piece(Sign.NEW, line),)
        yield Line(Sign.NEW, 0, start + row + 1, pieces)


def _by_words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Tell a changed line's words apart; lines that have little in common differ as a whole."""
    one, other = WORDS.findall(old[:LONGEST_LINE]), WORDS.findall(new[:LONGEST_LINE])
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    is_long = max(len(old), len(new)) > LONGEST_LINE
    if is_long or matcher.ratio() < ALIKE:
        return (Piece(Sign.GONE, old),), (Piece(Sign.NEW, new),)
    gone, added = [], []
    for tag, first, last, start, stop in matcher.get_opcodes():
        is_same = tag == "equal"
        if last > first:
            gone.append(Piece(Sign.SAME if is_same else Sign.GONE, "".join(one[first:last])))
        if stop > start:
            added.append(Piece(Sign.SAME if is_same else Sign.NEW, "".join(other[start:stop])))
    return tuple(gone), tuple(added)
