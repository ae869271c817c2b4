"""The blueprint of this room."""

from flask import Blueprint

bp = Blueprint("unconference", __name__, url_prefix="/unconferences")
