"""The doors of policies: the list, the text, and the signature."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.courses.models import ContentKind
from university.courses.queries import get_catalog
from university.people.queries import list_employees_by_number
from university.policies import queries, services
from university.web.access import actor, open_to
from university.web.db import session, transaction

bp = Blueprint("policies", __name__)


@bp.get("/policies/")
@open_to("employee")
def policies() -> ResponseReturnValue:
    """List the policies, and which of them the reader has signed."""
    catalog = get_catalog(session())
    rows = [(policy, catalog.version(ContentKind.POLICY, slug)) for slug, policy in catalog.policies.items()]
    signed = queries.list_signed(session(), current_user.id)
    return render_template("policies/policies.html", rows=rows, signed=signed)


@bp.get("/policies/<slug:policy>/")
@open_to("employee")
def policy(policy: str) -> ResponseReturnValue:
    """Show the text in force, who answers for it, and the button to sign it."""
    catalog = get_catalog(session())
    text = catalog.policy(policy)
    return render_template(
        "policies/policy.html",
        policy=text,
        version=catalog.version(ContentKind.POLICY, policy),
        owners=list_employees_by_number(session(), text.owners),
        signature=queries.list_signed(session(), current_user.id).get(policy),
    )


@bp.post("/policies/<slug:policy>/acknowledge")
@open_to("employee")
def acknowledge(policy: str) -> ResponseReturnValue:
    """Sign the version that the page showed."""
    version_id = request.form.get("version", type=int) or 0
    with transaction() as current:
        services.acknowledge(
            current, current_user.id, policy, version_id=version_id, by=actor(), now=clock.now()
        )
    flash("You have read and accepted this policy. It stands in your record.")
    return redirect(url_for(".policy", policy=policy), code=303)
