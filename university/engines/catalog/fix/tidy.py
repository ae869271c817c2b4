"""A file's bytes -> the same words in tidy form: line ends, blanks at line ends, boxes, the last line."""

import re
from collections.abc import Iterator
from typing import Final

from university.engines.catalog.fix.change import Change
from university.engines.catalog.front_matter import split
from university.engines.catalog.yaml_text import BadYaml
from university.engines.markup import parse
from university.engines.markup.passages import code_lines

MARK: Final = "\ufeff"
BOX: Final = re.compile(r"^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[X\](?=[ \t]|$)")
BREAK: Final = "  "


def tidy(path: str, body: bytes) -> tuple[bytes, list[Change]]:
    """Tidy one text file; what cannot be read comes back as it is, and so does what would read otherwise."""
    try:
        written = body.decode()
    except UnicodeDecodeError:
        return body, []
    text = written.lstrip(MARK)
    changes = [Change(path=path, line=1, words="Took the byte order mark off.")] if text != written else []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        changes.append(Change(path=path, line=1, words="Ended all lines in one way (LF)."))
    after, more = _tidied(path, text)
    return after.encode(), changes + more


def _tidied(path: str, text: str) -> tuple[str, list[Change]]:
    head, body = _parts(text)
    read = parse(body).parts
    if not read:  # blank, or beyond the bounds of what is read at all
        return text, []
    first_line = head.count("\n") + 1
    lines = body.split("\n")
    code = code_lines(body, first_line=1)
    changes = [
        Change(path=path, line=number + first_line - 1, words=words)
        for number, words in _mend_lines(lines, code)
    ]
    after = "\n".join(lines).rstrip("\n") + "\n"
    if not changes and after != body:
        words = "Ended the file with one line end."
        changes = [Change(path=path, line=after.count("\n") + first_line - 1, words=words)]
    return (head + after, changes) if parse(after).parts == read else (text, [])


def _parts(text: str) -> tuple[str, str]:
    """Split a text behind its keys, which are left alone."""
    try:
        _, body = split(text)
    except BadYaml:
        return "", text
    return text[: len(text) - len(body)], body


def _mend_lines(lines: list[str], code: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Mend lines in place, and say which; code is left alone."""
    for row, line in enumerate(lines):
        if row + 1 in code:
            continue
        below = lines[row + 1] if row + 1 < len(lines) else ""
        lines[row] = _without_blanks(line, below)
        if lines[row] != line:
            yield row + 1, "Took blanks off the end of the line."
        if BOX.match(lines[row]):
            lines[row] = BOX.sub(r"\1[x]", lines[row])
            yield row + 1, "Wrote the box as [x]."


def _without_blanks(line: str, below: str) -> str:
    """Take blanks off the end of a line, unless they break it before the next."""
    bare = line.rstrip(" \t")
    is_break = bool(bare) and line.endswith(BREAK) and bool(below.strip())
    return line if is_break or bare.endswith("\\") else bare
