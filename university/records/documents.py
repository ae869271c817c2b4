"""A table as CSV and XLSX, made from the same rows and the same words as the screen: HR's, unless told otherwise."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from university.records.rules import COLUMNS, Column, Shape

DANGEROUS = frozenset(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
Batches = Iterable[Sequence[Any]]


def cell(value: Any) -> str | int | date:  # noqa: ANN401 -- any column's value
    """One value as every output shows it: a number, a date, or text; nothing is an empty text."""
    if value is None:
        return ""
    return value if isinstance(value, int | date) else str(value)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in DANGEROUS else text


def csv_lines(batches: Batches, columns: Sequence[Column] = COLUMNS) -> Iterator[str]:
    """The table as CSV, a batch at a time."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(column.heading for column in columns)
    for batch in batches:
        # Column by column, since a million rows have a million times fourteen cells.
        by_column = zip(*batch, strict=True)
        written = [_written(column.shape, values) for column, values in zip(columns, by_column, strict=True)]
        writer.writerows(zip(*written, strict=True))
        yield kept.getvalue()
        kept.seek(0)
        kept.truncate()
    yield kept.getvalue()


def _written(shape: Shape, values: Sequence[Any]) -> Sequence[Any]:
    """The values of one column as the writer takes them, which leaves a None empty by itself."""
    if shape is not Shape.TEXT:
        return values
    # As ``harmless`` does it; to call it for each of a million times ten texts would double the time.
    return [f"'{value}" if value and value[:1] in DANGEROUS else value for value in values]


def write_xlsx(
    batches: Batches, file: Path | IO[bytes], columns: Sequence[Column] = COLUMNS, *, title: str = "Records"
) -> None:
    """The table as a workbook with typed cells: numbers, dates, and texts that stay texts."""
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(title)
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, [column.heading for column in columns], book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 18)
    rows = (row for batch in batches for row in batch)
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, row, dates)
    book.close()


def _write_row(sheet: Any, number: int, row: Sequence[Any], dates: Any) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    for place, value in enumerate(row):
        shown = cell(value)
        if isinstance(shown, date):
            sheet.write_datetime(number, place, datetime.combine(shown, datetime.min.time()), dates)
        elif isinstance(shown, int):
            sheet.write_number(number, place, shown)
        elif shown:
            sheet.write_string(number, place, shown)
