"""Certifications, certificates with their papers, and the public page that verifies a code."""

from hashlib import sha256
from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from university.base import clock
from university.base.errors import NotFound, Unavailable
from university.certification import documents, queries, services
from university.certification.forms import CodeForm, RevokeForm
from university.certification.models import Certificate
from university.certification.rules import PrintedFacts, Standing, normalize_code
from university.people.queries import list_employees_by_number
from university.web.access import actor, open_to
from university.web.db import session, transaction, write_if_free
from university.web.settings import settings

bp = Blueprint("certification", __name__)

#: Which shape and color go with a state; the word is always there too.
KINDS = {
    Standing.VALID: "ok",
    Standing.EXPIRING: "warn",
    Standing.EARNED: "ok",
    Standing.EXPIRED: "bad",
    Standing.REVOKED: "bad",
}
SEALS_SEEN = "seals_seen"
SEALS_KEPT = 20


@bp.get("/certifications/")
@open_to("employee")
def overview() -> ResponseReturnValue:
    """Every certification, and where I stand."""
    standings = queries.list_own_standing(session(), current_user.id, clock.now())
    return render_template("certification/overview.html", standings=standings, kinds=KINDS)


@bp.get("/certifications/<slug:certification>/")
@open_to("employee")
def program(certification: str) -> ResponseReturnValue:
    """One certification: what it allows, what it asks for, and why I am certified or not."""
    mine = queries.get_own_standing(session(), current_user.id, certification, clock.now())
    owners = list_employees_by_number(session(), mine.certification.owners)
    return render_template("certification/program.html", mine=mine, owners=owners, kinds=KINDS)


@bp.post("/certifications/<slug:certification>/claim")
@open_to("employee")
def claim(certification: str) -> ResponseReturnValue:
    """Get the certificate of a certification whose requirements are all met."""
    with transaction() as current:
        mine = services.claim(current, current_user.id, certification, by=actor(), now=clock.now())
    return redirect(url_for(".certificate", code=mine.code), code=303)


@bp.get("/certificates/<code>/")
@open_to("employee")
def certificate(code: str) -> ResponseReturnValue:
    """My certificate as the paper it is, and what it is worth now."""
    return _certificate_page(queries.get_own_certificate(session(), code, current_user.id))


@bp.get("/certificates/<code>.pdf")
@open_to("employee")
def paper(code: str) -> ResponseReturnValue:
    """The certificate as a PDF, for its holder and for HR; made once and kept."""
    found = _own_or_any_for_hr(code)
    facts = found.printed(settings().address)
    try:
        body = queries.find_paper(session(), facts.digest) or _make(facts)
    except Unavailable as refusal:
        if found.employee_id != current_user.id:
            raise
        return _certificate_page(found, refusal=str(refusal)), HTTPStatus.SERVICE_UNAVAILABLE
    return _pdf(facts, body)


@bp.get("/certificates/<code>/revoke")
@open_to("hr")
def revocation(code: str) -> ResponseReturnValue:
    """Ask HR once more, and for the reason."""
    return _revocation_page(queries.get_certificate_by_code(session(), code), RevokeForm())


@bp.post("/certificates/<code>/revoke")
@open_to("hr")
def revoke(code: str) -> ResponseReturnValue:
    """Revoke a certificate, then show what everybody sees from now on."""
    form = RevokeForm()
    if not form.validate():
        found = queries.get_certificate_by_code(session(), code)
        return _revocation_page(found, form), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction() as current:
        found = queries.get_certificate_by_code(current, code)
        services.revoke(current, found, reason=form.reason.data, by=actor(), now=clock.now())
    flash("Revoked. The holder is told, with your reason.")
    return redirect(url_for(".verify", code=found.code), code=303)


@bp.get("/verify/")
@open_to("public")
def lookup() -> ResponseReturnValue:
    """Type a code, and get to the page that says what it is worth."""
    form = CodeForm(MultiDict(request.args))
    if "code" not in request.args:
        return render_template("certification/lookup.html", form=form)
    if not form.validate():
        return render_template("certification/lookup.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    code = form.code.data
    return redirect(url_for(".verify", code=normalize_code(code) or code), code=303)


@bp.get("/verify/<code>")
@open_to("public")
def verify(code: str) -> ResponseReturnValue:
    """Say to anybody what is printed on a certificate and what it is worth now."""
    try:
        found = queries.get_certificate_by_code(session(), code)
    except NotFound as refusal:
        form = CodeForm(MultiDict({"code": code}))
        return render_template("certification/lookup.html", form=form, refusal=refusal), HTTPStatus.NOT_FOUND
    page = render_template("certification/verify.html", certificate=found, status=found.status(clock.now()))
    return _unlisted(page)


def _certificate_page(found: Certificate, refusal: str = "") -> str:
    facts = found.printed(settings().address)
    return render_template(
        "certification/certificate.html",
        certificate=found,
        facts=facts,
        status=found.status(clock.now()),
        kinds=KINDS,
        qr=documents.qr_data_url(facts.address),
        is_new=_is_first_look(found),
        refusal=refusal,
    )


def _revocation_page(found: Certificate, form: RevokeForm) -> str:
    return render_template("certification/revocation.html", certificate=found, form=form)


def _own_or_any_for_hr(code: str) -> Certificate:
    if "hr" in current_user.roles:
        return queries.get_certificate_by_code(session(), code)
    return queries.get_own_certificate(session(), code, current_user.id)


def _make(facts: PrintedFacts) -> bytes:
    """Make a paper outside of any transaction, then keep it, unless that would make the reader wait."""
    body = documents.print_certificate(facts)
    write_if_free(lambda current: services.keep_paper(current, facts.digest, body, now=clock.now()))
    return body


def _pdf(facts: PrintedFacts, body: bytes) -> Response:
    response = make_response(body)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="certificate-{facts.code}.pdf"'
    # The browser may keep it, but must ask each time, so that signing out ends it.
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(sha256(body).hexdigest())
    response.make_conditional(request)
    return response


def _unlisted(page: str) -> Response:
    response = make_response(page)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _is_first_look(found: Certificate) -> bool:
    """Whether this browser sees a certificate's page for the first time: its seal then assembles."""
    seen = cookie.get(SEALS_SEEN, [])
    if found.id in seen or not found.holds(clock.now()):
        return False
    cookie[SEALS_SEEN] = [*seen, found.id][-SEALS_KEPT:]
    return True
