"""The doors of tip sheets: the list by network, and one sheet to read."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from university.base import clock
from university.courses.models import ContentKind
from university.courses.queries import get_catalog
from university.people.queries import list_employees_by_number
from university.web.access import open_to
from university.web.db import session
from university.web.filters import zone_of_reader

bp = Blueprint("community", __name__)


@bp.get("/tips/")
@open_to("employee")
def tips() -> ResponseReturnValue:
    """List the tip sheets by network."""
    sheets = sorted(get_catalog(session()).tips.values(), key=lambda tip: (tip.network.casefold(), tip.title))
    return render_template("community/tips.html", tips=sheets)


@bp.get("/tips/<slug:tip>/")
@open_to("employee")
def tip(tip: str) -> ResponseReturnValue:
    """Show one tip sheet with who says so, on what evidence, and until when it was checked."""
    catalog = get_catalog(session())
    sheet = catalog.tip(tip)
    return render_template(
        "community/tip.html",
        tip=sheet,
        version=catalog.version(ContentKind.TIP, tip),
        owners=list_employees_by_number(session(), sheet.owners),
        is_overdue=sheet.review_by < clock.now().astimezone(zone_of_reader()).date(),
    )
