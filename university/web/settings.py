"""The settings of the site that answers."""

from flask import current_app

from university.config import Settings


def settings() -> Settings:
    """The settings of this site, as ``app.py`` was given them."""
    kept: Settings = current_app.extensions["university"]
    return kept
