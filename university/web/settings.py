"""The settings of the site that answers, and the jobs of its worker."""

from collections.abc import Sequence

from flask import current_app

from university.base.schedule import Job
from university.config import Settings


def settings() -> Settings:
    """The settings of this site, as ``app.py`` was given them."""
    kept: Settings = current_app.extensions["university"]
    return kept


def jobs() -> Sequence[Job]:
    """The jobs of the worker, as ``app.py`` has them."""
    kept: Sequence[Job] = current_app.extensions["jobs"]
    return kept
