"""HR's export against the least that can copy the same rows out: the database's own tool, a bare workbook.

The floor of CSV is the `sqlite3` program where it is installed, else Python's own cursor and writer;
the note says which. Both sides run the same selection; ours adds the guard against formulas.
"""

import csv
import resource
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy.dialects import sqlite

from bench import sample
from bench.compare import Bench
from bench.stage import Stage
from university.records import documents, queries
from university.records.rules import Filters
from university.web.db import db

BATCH = 2000


def as_csv(bench: Bench, stage: Stage) -> None:
    """The whole table as CSV."""
    rows = stage.pick(short=20_000, long=200_000)
    _fill(stage, rows)
    tool = shutil.which("sqlite3")
    database, out = Path(stage.site.environment["FLOOR_DATABASE"]), stage.folder / "records.csv"
    statement = _statement()

    def by_tool() -> None:
        with out.open("wb") as file:
            subprocess.run(
                [str(tool), "-readonly", "-csv", "-header", str(database), statement], stdout=file, check=True
            )

    def by_cursor() -> None:
        with sqlite3.connect(database) as connection, out.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(connection.execute(statement))
        connection.close()

    def ours() -> None:
        with out.open("w", encoding="utf-8", newline="") as file:
            file.writelines(documents.csv_lines(_batches(as_text=True)))
        db.session.rollback()

    bench.compare(
        "CSV export / the database's own copy-out",
        floor=lambda: _cpu(by_tool if tool else by_cursor),
        ours=lambda: _cpu(ours),
        unit="CPU s",
        at_most=4.0,
        notes=lambda: {"rows": rows, "floor": "sqlite3 -csv" if tool else "Python cursor and csv"},
    )


def as_xlsx(bench: Bench, stage: Stage) -> None:
    """A part of the table as a workbook, against xlsxwriter on the same rows."""
    rows = stage.pick(short=4_000, long=30_000)
    _fill(stage, rows)
    batches = list(islice(_batches(), rows // BATCH))
    db.session.rollback()
    out = stage.folder / "records.xlsx"
    plain = [[_plain(value) for value in row] for batch in batches for row in batch]
    bench.compare(
        "XLSX export / bare xlsxwriter",
        floor=lambda: _cpu(lambda: _bare_workbook(out, plain)),
        ours=lambda: _cpu(lambda: documents.write_xlsx(batches, out)),
        unit="CPU s",
        notes=lambda: {"rows": len(plain)},
    )


def _fill(stage: Stage, rows: int) -> None:
    # The site must stand before its tables can be filled.
    if stage.site:
        sample.records(rows)


def _batches(*, as_text: bool = False) -> Any:  # noqa: ANN401 -- whatever the export is made of
    return queries.stream_rows(db.session(), Filters(), now=sample.NOW, as_text=as_text, batch=BATCH)


def _statement() -> str:
    # The very selection of the export, as text that the database's own tool can run.
    chosen = queries.selection(Filters(), sample.NOW)
    return str(chosen.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any cell
    return "" if value is None else value if isinstance(value, int) else str(value)


def _bare_workbook(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


def _cpu(work: Callable[[], None]) -> float:
    """Processor seconds of this process and of the children that it waited for."""
    began = _used()
    work()
    return _used() - began


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
