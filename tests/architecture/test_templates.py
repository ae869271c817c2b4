"""Templates: each is used, each page is `templates/<room>/<view>.html`, each name that is asked for exists."""

import re
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
SHARED = {"components", "errors", "layouts"}
MADE_BY_DOCUMENTS = {"print", "mail"}
NAMED = re.compile(r"""["']((?:[a-z_]+/)+[a-z_]+\.(?:html|txt))["']""")
# Pages that answer a form instead of leading on; the reason stands with each.
ANSWERS = {
    "people/send_again.html": "after signing in, with what was being written when the sign-in ended",
}


def all_templates() -> set[str]:
    return {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}


def asked_for() -> set[str]:
    """Every template that some module or some other template names."""
    readers = [*(ROOT / "university").rglob("*.py"), *TEMPLATES.rglob("*.html")]
    return {name for path in readers for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def pages_of(app: Flask) -> set[str]:
    """The page of each view: its room is the package that holds its blueprint, whatever that is called."""
    endpoints = {endpoint: view for endpoint, view in app.view_functions.items() if endpoint != "static"}
    return {
        f"{view.__module__.split('.')[1]}/{endpoint.partition('.')[2]}.html"
        for endpoint, view in endpoints.items()
    }


def test_every_template_is_used():
    unused = all_templates() - asked_for()

    # Documents have a loader of their own, and name their templates by file alone.
    assert [name for name in sorted(unused) if not MADE_BY_DOCUMENTS & set(Path(name).parts)] == []
    for name in unused:
        room = ROOT / "university" / name.partition("/")[0]
        assert [
            path for path in room.rglob("*.py") if f'"{Path(name).name}"' in path.read_text(encoding="utf-8")
        ], name


def test_every_template_that_is_asked_for_exists():
    assert sorted(asked_for() - all_templates()) == []


def test_every_page_is_named_after_its_room_and_view(app):
    pages = {name for name in all_templates() if not Path(name).name.startswith("_")}
    pages = {name for name in pages if not SHARED & set(Path(name).parts)}
    pages = {name for name in pages if not MADE_BY_DOCUMENTS & set(Path(name).parts)}

    assert sorted(pages - pages_of(app) - set(ANSWERS)) == []
