"""`university content impact`: what a load would do to people, before it does it."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from university import config
from university.base import clock
from university.engines.catalog.model import Severity
from university.studio import queries, services
from university.studio.cli.group import as_json, content, folder
from university.studio.cli.words import placed, print_findings, refuse_a_wrong_path
from university.studio.queries import Impact
from university.web.db import session


@content.command()
@folder
@as_json
@with_appcontext
def impact(path: Path | None, *, as_json: bool) -> None:
    """Count what loading PATH now would do: who goes on, who reads a lesson again, what stays valid.

    Nothing is loaded. Only courses that differ from their live version are told. Exit code 1 when
    something in PATH would not be loaded.

    Example: university content impact content
    """
    path = path or config.read().content_folder
    reading = services.read_content(path).reading
    refuse_a_wrong_path(reading, path)
    programs, now = reading.catalog.certifications, clock.now()
    impacts = [
        queries.get_impact(session(), course, now=now, programs=programs)
        for course in reading.catalog.courses.values()
    ]
    told = [one for one in impacts if not one.is_unchanged]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in told], default=str))
    else:
        print_findings(placed(reading.findings, path))
        _print(told)
    is_refused = any(one.severity is Severity.ERROR for one in reading.findings)
    raise SystemExit(1 if is_refused or any(one.refusal for one in told) else 0)


def _print(impacts: list[Impact]) -> None:
    for one in impacts:
        click.echo(f"{one.title} ({one.course})")
        for line in in_words(one):
            click.echo(f"  {line}")
    if not impacts:
        click.echo("Every course is as its live version. A load would change nothing.")


def in_words(impact: Impact) -> Iterator[str]:
    """Say what a load would do, one sentence for each count."""
    if impact.refusal:
        yield f"Is not loaded: {impact.refusal.message} {impact.refusal.mend}"
        return
    back = "comes back as" if impact.is_known else "becomes"
    yield f"It {back} version {impact.number}, declared {impact.declared} (at least {impact.least})."
    yield f"Completions that stay valid: {impact.completions}."
    for one in impact.attempts:
        yield f"Open attempts that stay on version {one.number}: {one.count}."
    yield f"People in the middle of it who go on in the new version: {impact.moved}."
    for lesson in impact.reopened:
        yield f"People who read lesson {lesson.place} “{lesson.title}” again: {lesson.people}."
    if impact.completing:
        yield f"People with nothing left to do, who complete the course and are told: {impact.completing}."
    yield from _retakes_in_words(impact)
    if impact.moved_silently:
        yield f"People who have not begun, and notice nothing: {impact.moved_silently}."


def _retakes_in_words(impact: Impact) -> Iterator[str]:
    for asked in impact.asked_again:
        held = " or ".join(asked.certifications)
        yield f"People with {held} who take it again by {asked.due_on}, and are told: {asked.people}."
    if impact.kept_asked:
        yield f"People asked before to take it again, who keep their day: {impact.kept_asked}."
    if impact.excused:
        yield f"People asked before who need not take it again any more, and are told: {impact.excused}."
