"""Pieces of pages as finished HTML, for what is rendered once and shown many times."""

from typing import Any

from flask import render_template
from markupsafe import Markup


def fragment(template: str, **values: Any) -> Markup:  # noqa: ANN401 -- whatever the template names
    """One of our own templates as HTML that another may print as it is: it has escaped what it was given."""
    return Markup(render_template(template, **values))  # noqa: S704 -- the one place, beside the sanitizer's own type
