"""The working sheet of one parse: the source lines, the flaws found so far, and who resolves links."""

from bisect import insort
from dataclasses import dataclass, field
from typing import Literal

from markdown_it.token import Token

from university.engines.markup.parse.document import Flaw, Resolve


@dataclass(kw_only=True)
class Abbreviation:
    """The long form of a word, and whether the text has used the word yet."""

    words: str
    row: int
    is_used: bool = False


@dataclass(kw_only=True)
class Sheet:
    """What every step of the parse may look at and write to."""

    lines: list[str]
    first_line: int
    resolve: Resolve
    flaws: list[Flaw] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    abbreviations: dict[str, Abbreviation] = field(default_factory=dict)
    tables: int = 0

    def note(self, row: int, column: int, code: str, message: str, mend: str) -> None:
        """Write down a flaw at a row of this text, counted from zero."""
        insort(
            self.flaws,
            Flaw(line=row + self.first_line, column=column, code=code, message=message, mend=mend),
        )

    def find(self, words: str, row: int) -> tuple[int, int]:
        """Give row and column of some words that stand at a row or soon after it."""
        for candidate in range(row, min(row + 60, len(self.lines))):
            place = self.lines[candidate].find(words)
            if words and place >= 0:
                return candidate, place + 1
        return row, 1


def row_of(token: Token) -> int:
    """Give the row a token starts at, counted from zero."""
    return token.map[0] if token.map else 0


def end_of(tokens: list[Token], start: int) -> int:
    """Give the place of the token that closes the one at ``start``."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].nesting
        if depth <= 0:
            return place
    return len(tokens) - 1


def raw(content: str, nesting: Literal[-1, 0, 1] = 0) -> Token:
    """Make a token that draws as this HTML; the caller has escaped what is not ours."""
    return Token("raw", "", nesting, content=content)
