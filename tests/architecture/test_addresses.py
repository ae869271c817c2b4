"""Addresses are for ever: links in mails, bookmarks and printed certificates go on working."""

from pathlib import Path

from university.web.access import access_table

LIST = Path(__file__).resolve().parents[2] / "docs" / "addresses.txt"


def listed() -> set[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def existing(app) -> set[str]:
    return {f"{row.verb} {row.rule}" for row in access_table(app)}


def test_no_address_disappears(app):
    # An address that moves leaves a redirect behind, which keeps its line.
    assert sorted(listed() - existing(app)) == []


def test_a_new_address_is_listed(app):
    # Once it is out, people will keep it: add the line when you are sure of the name.
    assert sorted(existing(app) - listed()) == []
