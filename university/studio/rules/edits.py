"""Small edits to a `course.md` that leave every other byte as it is."""

import re
from typing import Any, Final

from university.base.errors import Invalid
from university.engines.catalog.model import ChangeLevel
from university.engines.catalog.yaml_text import BadYaml, Values, in_quotes, read_yaml

FENCE: Final = "---"
INDENTED: Final = re.compile(r"[ \t]+\S")
BY_HAND: Final = "Open course.md and write it there by hand, then come back."


def with_change(text: str, level: ChangeLevel, note: str) -> str:
    """Declare another change level and note; raises ``Invalid`` where the keys cannot be read."""
    lines, end = _split(text)
    wanted = {"level": level.value, "note": note}
    values = _read(lines, end)
    if values.mapping.get("change") == wanted:
        return text
    start = values.place(("change",))[0] - 1 if "change" in values.mapping else end
    stop = _end_of_block(lines, start, end) if start < end else end
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    block = [
        "change:",
        f"  level: {level.value}",
        f"  note: {in_quotes(note)}",
    ]
    edited = [*lines[:start], *(f"{line}{newline}" for line in block), *lines[stop:]]
    return _proven(text, "".join(edited), values.mapping | {"change": wanted})


def with_lesson(text: str, module: int, lesson: str) -> str:
    """Add a lesson at the end of a module, counted from 0; raises ``Invalid`` where it cannot be done."""
    lines, end = _split(text)
    values = _read(lines, end)
    modules = values.mapping.get("modules")
    if not isinstance(modules, list) or not 0 <= module < len(modules):
        raise Invalid(f"course.md has no module number {module + 1}. {BY_HAND}")
    names = modules[module].get("lessons")
    if not isinstance(names, list) or not names:
        raise Invalid(f"The module in course.md lists no lessons yet. {BY_HAND}")
    line, column = values.place(("modules", module, "lessons", len(names) - 1))
    row, column, name = line - 1, column - 1, names[-1]
    edited = list(lines)
    if lines[row][:column].rstrip().endswith("-"):
        newline = "\r\n" if lines[row].endswith("\r\n") else "\n"
        edited.insert(row + 1, f"{lines[row][:column]}{lesson}{newline}")
    else:
        after = lines[row][column:].replace(str(name), f"{name}, {lesson}", 1)
        edited[row] = lines[row][:column] + after
    wanted = [*modules[:module], modules[module] | {"lessons": [*names, lesson]}, *modules[module + 1 :]]
    return _proven(text, "".join(edited), values.mapping | {"modules": wanted})


def _split(text: str) -> tuple[list[str], int]:
    """The lines with their ends, and the row of the fence that closes the keys."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    rows = [row for row, line in enumerate(lines) if line.rstrip() == FENCE]
    if len(rows) < 2 or rows[0] != 0:  # noqa: PLR2004 -- one fence above the keys, one below
        raise Invalid(f"course.md has no keys between two lines of {FENCE}. {BY_HAND}")
    return lines, rows[1]


def _read(lines: list[str], end: int) -> Values:
    try:
        return read_yaml("".join(lines[1:end]).replace("\r\n", "\n"), first_line=2)
    except BadYaml as error:
        raise Invalid(f"The keys of course.md cannot be read (line {error.line}). {BY_HAND}") from error


def _end_of_block(lines: list[str], start: int, end: int) -> int:
    """The row after the last indented line below a key."""
    row, stop = start, start + 1
    while (row := row + 1) < end and (not lines[row].strip() or INDENTED.match(lines[row])):
        stop = row + 1 if lines[row].strip() else stop
    return stop


def _proven(text: str, edited: str, wanted: dict[str, Any]) -> str:
    """Read the edited text again: whatever differs from what was wanted is refused, not written."""
    lines, end = _split(edited)
    if _read(lines, end).mapping != wanted:
        raise Invalid(f"The keys of course.md stand in a form that cannot be edited here. {BY_HAND}")
    return ("\ufeff" if text.startswith("\ufeff") else "") + edited
