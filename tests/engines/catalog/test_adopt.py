"""Markdown from elsewhere becomes a course that the checker can read."""

from datetime import date

from university.engines.catalog import read_catalog
from university.engines.catalog.adopt import adopt
from university.engines.catalog.arrivals import Arrival

FOREIGN = {
    "README.md": b"# All about it",
    "01 - Getting Started.md": b"# Getting started\n\nSee [the rest](02_Second%20steps.md).\n\n## A part\n\nMore.\n",
    "02_Second steps.md": b"""---
title: 'Second steps'
layout: post
---
A text
======

Words.

B text
======

# C text

Words.
""",
    "Notes on tone.MD": b"Only words, and no heading.\n",
    "Plan.PNG": b"\x89PNG",
    "caf\xe9.md": b"x",
    "latin.md": b"Caf\xe9",
}


def adopted():
    return adopt(FOREIGN, slug="smu-9", title="All about it", owner="LG-0011", today=date(2026, 11, 22))


def test_names_become_addresses_and_links_follow_them():
    files = adopted().files

    assert {"course.md", "quiz.md", "getting-started.md", "second-steps.md", "plan.png"} <= files.keys()
    assert b"[the rest](second-steps.md)" in files["getting-started.md"]


def test_the_first_heading_becomes_the_title_and_nothing_else_is_lost():
    files = {name: body.decode() for name, body in adopted().files.items() if name.endswith(".md")}

    assert 'title: "Getting started"' in files["getting-started.md"]
    assert "# Getting started" not in files["getting-started.md"]
    assert 'title: "Second steps"' in files["second-steps.md"]
    assert "B text\n---" in files["second-steps.md"]
    assert "## C text" in files["second-steps.md"]
    assert 'title: "Notes on tone"' in files["notes-on-tone.md"]


def test_every_file_is_accounted_for():
    told = {entry.name: entry for entry in adopted().entries}

    assert told.keys() >= FOREIGN.keys()
    assert told["README.md"].arrival is Arrival.REFUSED
    assert told["latin.md"].reason == "It is not saved as UTF-8."
    assert "It is called getting-started.md now." in told["01 - Getting Started.md"].reason
    assert told["course.md"].reason == "A skeleton: fill it in."


def test_the_checker_reads_what_came_in(tmp_path):
    folder = tmp_path / "courses" / "smu-9"
    folder.mkdir(parents=True)
    for name, body in adopted().files.items():
        (folder / name).write_bytes(body)
    codes = {finding.code for finding in read_catalog(folder).findings if finding.severity == "error"}

    assert codes <= {"image-unreadable"}
