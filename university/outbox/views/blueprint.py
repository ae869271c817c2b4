"""The blueprints on which the views of this room hang: one for everybody, one for administrators."""

from flask import Blueprint

bp = Blueprint("outbox", __name__)
desk = Blueprint("mail", __name__, url_prefix="/admin")
