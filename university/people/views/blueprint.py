"""The blueprint of sign-in and one's own page."""

from flask import Blueprint

bp = Blueprint("people", __name__)
