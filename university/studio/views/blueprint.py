"""The blueprint of this room."""

from flask import Blueprint

bp = Blueprint("studio", __name__)
