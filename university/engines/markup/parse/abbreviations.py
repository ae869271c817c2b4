"""Abbreviations: `*[FTC]: Federal Trade Commission` on a line of its own explains each FTC in the text."""

import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from university.engines.markup.parse.sheet import Abbreviation, Sheet

LINE: Final = re.compile(r"\*\[(\w[^\[\]\\]{0,39})\]:[ \t]*(.*)")
WORD_START: Final = re.compile(r"\b\w")


def install(parser: MarkdownIt) -> None:
    """Teach the parser to take the explaining lines out of the text."""
    parser.block.ruler.before("reference", "abbreviation", _take_line, {"alt": ["paragraph"]})


def place(tokens: list[Token], sheet: Sheet) -> None:
    """Mark each abbreviation in the text; the first is told apart, for paper and for fingers."""
    if not sheet.abbreviations:
        return
    for token in tokens:
        if token.children:
            token.children = [piece for child in token.children for piece in _marked(child, sheet)]
    for word, abbreviation in sheet.abbreviations.items():
        if not abbreviation.is_used:
            message = f"The text does not use {word[:40]!r}, which is explained here."
            mend = "Write it in the text in the same letters, or take this line out."
            sheet.note(abbreviation.row, 1, "abbreviation-unused", message, mend)


def _take_line(state: StateBlock, row: int, _end: int, silent: bool) -> bool:
    start = state.bMarks[row] + state.tShift[row]
    found = LINE.fullmatch(state.src, start, state.eMarks[row])
    if found is None or state.is_code_block(row):
        return False
    if not silent:
        _keep(state.env["sheet"], found[1].strip(), found[2].strip(), row)
        state.line = row + 1
    return True


def _keep(sheet: Sheet, word: str, words: str, row: int) -> None:
    if not words:
        message = f"The abbreviation {word!r} has no words that explain it."
        sheet.note(row, 1, "abbreviation-empty", message, f"Write for example *[{word}]: and its long form.")
    elif word in sheet.abbreviations:
        message = f"The abbreviation {word!r} is already explained above."
        sheet.note(row, 1, "abbreviation-twice", message, "Keep one of the two lines.")
    else:
        sheet.abbreviations[word] = Abbreviation(words=words, row=row)


def _marked(child: Token, sheet: Sheet) -> Iterator[Token]:
    if child.type != "text":
        yield child
        return
    done = 0
    for start, end in _found(child.content, sheet.abbreviations):
        yield _text(child.content[done:start])
        yield from _drawn(child.content[start:end], sheet)
        done = end
    yield _text(child.content[done:]) if done else child


def _found(text: str, known: dict[str, Abbreviation]) -> Iterator[tuple[int, int]]:
    """Find whole words only; the cost depends on the lengths there are, not on how many words are known."""
    lengths = sorted({len(word) for word in known}, reverse=True)
    end = 0
    for found in WORD_START.finditer(text):
        start = found.start()
        if start < end:
            continue
        for length in lengths:
            word = text[start : start + length]
            if len(word) == length and word in known and not _goes_on(text, start + length):
                end = start + length
                yield start, end
                break


def _goes_on(text: str, end: int) -> bool:
    return text[end - 1].isalnum() and text[end : end + 1].isalnum()


def _drawn(word: str, sheet: Sheet) -> Iterator[Token]:
    abbreviation = sheet.abbreviations[word]
    first: dict[str, str | int | float] = {} if abbreviation.is_used else {"class": "abbr__first"}
    abbreviation.is_used = True
    yield Token("abbr_open", "abbr", 1, attrs={"title": abbreviation.words, **first})
    yield _text(word)
    yield Token("abbr_close", "abbr", -1)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
