"""Addresses for machines: is the process alive, and can it serve."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from university.storage import migrate
from university.web.access import open_to
from university.web.db import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to("public")
def alive() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify(status="alive")


@bp.get("/readyz")
@open_to("public")
def ready() -> ResponseReturnValue:
    """Say whether the database answers and has the tables that this release needs."""
    db.session.execute(text("SELECT 1"))
    if faults := migrate.gap(db.engine):
        return jsonify(status="not ready", reason=faults), 503
    return jsonify(status="ready")
