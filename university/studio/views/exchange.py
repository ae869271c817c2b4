"""Bring questions or a whole course in from elsewhere, and give its questions away as GIFT."""

from flask import make_response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Invalid
from university.courses.queries import get_catalog
from university.engines.catalog.arrivals import Entry
from university.engines.gift import write_gift
from university.studio import queries, services
from university.studio.forms import ImportForm
from university.studio.queries import Workbench
from university.studio.views.blueprint import bp
from university.studio.views.places import content, own_bench
from university.web.access import open_to
from university.web.db import session, transaction

WRONG = 422


@bp.route("/studio/<slug:course>/import", methods=["GET", "POST"])
@open_to("author", "admin")
def bring_in(course: str) -> ResponseReturnValue:
    """Take a zip of the course or a file of questions as drafts, with an account of every item."""
    here, form = own_bench(course), ImportForm()
    form.offer(queries.list_lessons(here))
    entries: tuple[Entry, ...] = ()
    if form.validate_on_submit():
        try:
            entries = _take(here, form)
        except Invalid as refusal:
            form.file.errors = [str(refusal)]
    return render_template(
        "studio/bring_in.html",
        bench=here,
        form=form,
        entries=entries,
        counts=services.count_arrivals(entries),
    ), (WRONG if form.errors else 200)


@bp.get("/studio/<slug:course>/export.gift")
@open_to("author", "admin")
def export_gift(course: str) -> ResponseReturnValue:
    """Give the counted questions of the live version as GIFT; what GIFT cannot say stands in its comments."""
    exported = write_gift(get_catalog(session()).course(course).quiz)
    notes = "".join(
        f"// Not in this file, or not wholly: {name}. {reason}\n" for name, reason in exported.left_out
    )
    response = make_response(notes + exported.text)
    response.mimetype = "text/plain"
    response.headers["Content-Disposition"] = f'attachment; filename="{course}.gift"'
    return response


def _take(here: Workbench, form: ImportForm) -> tuple[Entry, ...]:
    """Read what was sent outside of any transaction, then keep it as drafts."""
    reading = services.read_drafts(content(), here.slug, here.drafts)
    course = reading.catalog.courses.get(here.slug) or here.live
    bank = services.bank_name(form.file.data.filename or "")
    target = services.Target(
        course=here.slug,
        bank=bank,
        in_bank=queries.get_open_file(session(), here.folder, bank, may_be_new=True).body,
        question_ids=course.question_ids if course else (),
        lesson=form.lesson.data or "",
    )
    bundle = services.read_import(form.file.data.read(), target)
    with transaction() as current:
        return services.import_drafts(current, here.folder, bundle, by_id=current_user.id, now=clock.now())
