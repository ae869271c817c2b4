"""The blueprint of this room."""

from flask import Blueprint

bp = Blueprint("learning", __name__)
