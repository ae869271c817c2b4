"""HR's table as CSV and XLSX, made from the same rows and the same words as the screen."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

import xlsxwriter

from university.records.rules import COLUMNS, DATES, NUMBERS

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
Batches = Iterable[Sequence[Any]]


def cell(name: str, value: Any, zone: ZoneInfo) -> str | int | date:  # noqa: ANN401 -- any column's value
    """One value as every output shows it: a number, a date in the reader's zone, or text."""
    if value is None:
        return ""
    if name in DATES and isinstance(value, datetime):
        return value.astimezone(zone).date()
    return value if name in NUMBERS else str(value)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def csv_lines(batches: Batches, zone: ZoneInfo) -> Iterator[str]:
    """The table as CSV, a batch at a time."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    for batch in batches:
        writer.writerows(
            [harmless(str(cell(name, value, zone))) for name, value in zip(COLUMNS, row, strict=True)]
            for row in batch
        )
        yield kept.getvalue()
        kept.seek(0)
        kept.truncate()
    yield kept.getvalue()


def write_xlsx(batches: Batches, zone: ZoneInfo, file: Path | IO[bytes]) -> None:
    """The table as a workbook with typed cells: numbers, dates, and texts that stay texts."""
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Records")
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, COLUMNS.values(), book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 18)
    rows = (row for batch in batches for row in batch)
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, row, zone, dates)
    book.close()


def _write_row(sheet: Any, number: int, row: Sequence[Any], zone: ZoneInfo, dates: Any) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    for column, (name, value) in enumerate(zip(COLUMNS, row, strict=True)):
        shown = cell(name, value, zone)
        if isinstance(shown, date):
            sheet.write_datetime(number, column, datetime.combine(shown, datetime.min.time()), dates)
        elif isinstance(shown, int):
            sheet.write_number(number, column, shown)
        elif shown:
            sheet.write_string(number, column, shown)
