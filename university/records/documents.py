"""HR's table as CSV and XLSX, made from the same rows and the same words as the screen."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

import xlsxwriter

from university.records.rules import COLUMNS, Shape

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
Batches = Iterable[Sequence[Any]]


def cell(shape: Shape, value: Any, zone: ZoneInfo) -> str | int | date:  # noqa: ANN401 -- any column's value
    """One value as every output shows it: a number, a date in the reader's zone, or text."""
    if value is None:
        return ""
    if shape is Shape.DATE:
        day: date = value.astimezone(zone).date()
        return day
    return int(value) if shape is Shape.NUMBER else str(value)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def csv_lines(batches: Batches, zone: ZoneInfo) -> Iterator[str]:
    """The table as CSV, a batch at a time."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(column.heading for column in COLUMNS)
    for batch in batches:
        # Column by column, since a million rows have a million times fourteen cells.
        columns = zip(*batch, strict=True)
        written = [
            _written(column.shape, values, zone) for column, values in zip(COLUMNS, columns, strict=True)
        ]
        writer.writerows(zip(*written, strict=True))
        yield kept.getvalue()
        kept.seek(0)
        kept.truncate()
    yield kept.getvalue()


def _written(shape: Shape, values: Sequence[Any], zone: ZoneInfo) -> list[Any]:
    if shape is Shape.TEXT:
        return ["" if value is None else harmless(str(value)) for value in values]
    return [cell(shape, value, zone) for value in values]


def write_xlsx(batches: Batches, zone: ZoneInfo, file: Path | IO[bytes]) -> None:
    """The table as a workbook with typed cells: numbers, dates, and texts that stay texts."""
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Records")
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, [column.heading for column in COLUMNS], book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 18)
    rows = (row for batch in batches for row in batch)
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, row, zone, dates)
    book.close()


def _write_row(sheet: Any, number: int, row: Sequence[Any], zone: ZoneInfo, dates: Any) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    for place, (column, value) in enumerate(zip(COLUMNS, row, strict=True)):
        shown = cell(column.shape, value, zone)
        if isinstance(shown, date):
            sheet.write_datetime(number, place, datetime.combine(shown, datetime.min.time()), dates)
        elif isinstance(shown, int):
            sheet.write_number(number, place, shown)
        elif shown:
            sheet.write_string(number, place, shown)
