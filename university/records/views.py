"""HR's desk: the table of records, and the same table to take away."""

import tempfile
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, send_file, stream_with_context
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from university.base import clock
from university.base.errors import Invalid
from university.records import documents, queries, services
from university.records.forms import FilterForm
from university.records.rules import COLUMNS, Filters
from university.web.access import actor, open_to
from university.web.db import session, transaction

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

bp = Blueprint("records", __name__, url_prefix="/records")


@bp.get("/")
@open_to("hr")
def table() -> ResponseReturnValue:
    """Every record, filtered and sorted as asked."""
    form = _form()
    is_sound = form.validate()
    filters = form.filters(request.args.get("sort", "")) if is_sound else Filters()
    page = max(1, request.args.get("page", 1, type=int))
    total = queries.count_rows(session(), filters, now=clock.now())
    return (
        render_template(
            "records/table.html",
            form=form,
            filters=filters,
            columns=COLUMNS,
            rows=queries.list_page(session(), filters, now=clock.now(), page=page),
            total=total,
            page=page,
            pages=-(-total // queries.PAGE),
            asked=_asked(),
            cell=documents.cell,
        ),
        200 if is_sound else 422,
    )


@bp.get("/records.csv")
@open_to("hr")
def export_csv() -> ResponseReturnValue:
    """The same rows as CSV, streamed."""
    filters, now = _filters(), clock.now()
    _note("csv", filters)
    lines = documents.csv_lines(queries.stream_rows(session(), filters, now=now, as_text=True))
    response = Response(stream_with_context(lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="records-{now:%Y-%m-%d}.csv"'
    return response


@bp.get("/records.xlsx")
@open_to("hr")
def export_xlsx() -> ResponseReturnValue:
    """The same rows as a workbook."""
    filters, now = _filters(), clock.now()
    _note("xlsx", filters)
    # Without a name on the disk it goes with the answer, however that ends.
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by the answer
    documents.write_xlsx(queries.stream_rows(session(), filters, now=now), file)
    file.seek(0)
    return send_file(file, mimetype=XLSX, as_attachment=True, download_name=f"records-{now:%Y-%m-%d}.xlsx")


def _form() -> FilterForm:
    form = FilterForm(MultiDict(dict.fromkeys(FilterForm.NAMES, "") | request.args.to_dict()))
    form.offer(queries.list_choices(session()))
    return form


def _filters() -> Filters:
    form = _form()
    if not form.validate():
        raise Invalid("One of the filters has a value that we do not know. Go back and choose again.")
    return form.filters(request.args.get("sort", ""))


def _asked() -> str:
    # As the browser sent it, so that the exports and the next page ask for the same.
    kept = {name: value for name, value in request.args.items() if value and name not in {"sort", "page"}}
    return urlencode(kept)


def _note(form: str, filters: Filters) -> None:
    # Who took which records out of the house is itself a fact.
    with transaction() as current:
        services.append(
            current,
            "records.exported",
            f"export:{form}",
            by=actor(),
            now=clock.now(),
            payload=filters.asked(),
        )
