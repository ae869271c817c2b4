"""A table as HR sends it: bytes in, rows of plain text out, or why it cannot be read."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from university.base.errors import Invalid

#: The columns every employee file has, in the order in which the export writes them.
COLUMNS = (
    "employee_number",
    "name",
    "email",
    "part",
    "department",
    "job_title",
    "country",
    "zone",
    "manager_number",
    "executive",
    "joined_on",
    "left_on",
)
_DELIMITERS = (",", ";", "\t")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class RosterRow:
    """One line of the file: its number as an editor shows it, and its cells, trimmed and in NFC.

    ``is_misshapen`` when it has more or fewer cells than the header.
    """

    line: int
    cells: Mapping[str, str]
    is_misshapen: bool = False


def read_roster(content: str | bytes) -> list[RosterRow]:
    """Read an employee file; raises ``Invalid``, in words for whoever made it."""
    return read_rows(content, COLUMNS)


def read_rows(content: str | bytes, columns: Sequence[str]) -> list[RosterRow]:
    """Read a file with these columns: UTF-8, in any order, parted by commas, semicolons or tabs.

    A byte order mark and empty lines are passed over, columns we do not know are left alone. Raises
    ``Invalid``, in words for whoever made the file, when it cannot be read as a whole.
    """
    text = (content if isinstance(content, str) else _decode(content)).removeprefix("\ufeff")
    if not text.strip():
        raise Invalid("The file is empty. Save the list as CSV and send that.")
    delimiter, header = _find_header(text, columns)
    if absent := [column for column in columns if column not in header]:
        raise Invalid(f"The file has no column {', '.join(absent)}. Add it to the first line and every row.")
    if twice := sorted({column for column in columns if header.count(column) > 1}):
        raise Invalid(f"The file has the column {', '.join(twice)} twice. Keep one of them.")
    return list(islice(_rows(text, delimiter, header), 1, None))


def _decode(content: bytes) -> str:
    if content.startswith(_UTF16_MARKS) or b"\0" in content[:4]:
        raise Invalid("The file is in UTF-16. Save it as “CSV UTF-8” and send it again.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        words = f"Line {line} is not in UTF-8. Save the file as “CSV UTF-8” and send it again."
        raise Invalid(words) from error


def _find_header(text: str, columns: Sequence[str]) -> tuple[str, list[str]]:
    """Take the delimiter that finds the most of our columns in the first line that is not empty."""
    first = next(line for line in _lines(text) if line.strip())
    headers = {delimiter: _split_header(first, delimiter) for delimiter in _DELIMITERS}
    best = max(headers, key=lambda delimiter: len({*headers[delimiter]} & {*columns}))
    return best, headers[best]


def _split_header(line: str, delimiter: str) -> list[str]:
    return [clean(cell).lower() for cell in next(csv.reader([line], delimiter=delimiter))]


def _rows(text: str, delimiter: str, header: list[str]) -> Iterator[RosterRow]:
    """Give every row that is not empty, the header first."""
    lines = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    starts_on = 1
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                row = dict(zip(header, map(clean, cells), strict=False))
                yield RosterRow(starts_on, row, is_misshapen=len(cells) != len(header))
            starts_on = lines.line_num + 1
    except csv.Error as error:
        words = (
            f"Line {starts_on} cannot be read as CSV ({error}). Look for a quotation mark without its twin."
        )
        raise Invalid(words) from error


def _lines(text: str) -> Iterator[str]:
    # Not ``splitlines``, which also parts at rare characters that may stand inside a name.
    return io.StringIO(text, newline="")


def clean(cell: str) -> str:
    """Trim a cell and bring it into NFC, so that one name has one spelling."""
    return unicodedata.normalize("NFC", cell.strip(" \t\r\n\u00a0"))
