"""`university content load`: make what is good the live catalog."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from university import config
from university.base import clock
from university.base.actor import COMMAND
from university.config import Settings
from university.courses.queries import list_widths
from university.courses.services import LoadReport, TextStore
from university.studio import services
from university.studio.cli.group import as_json, content, folder
from university.studio.cli.words import findings_in_words, placed, print_findings, refuse_a_wrong_path
from university.web.db import db, transaction


@content.command()
@folder
@as_json
@click.option(
    "--all", "is_all", is_flag=True, help="Render every lesson anew, also those that did not change."
)
@with_appcontext
def load(path: Path | None, *, as_json: bool, is_all: bool) -> None:
    """Make what is good under PATH the live catalog; the rest stays at its last good version.

    Loading the same folder again changes nothing. Exit code 1 when there are findings.

    Example: university content load content
    """
    path = path or config.read().content_folder
    report = _load(path, is_all=is_all)
    findings = placed(report.findings, path)
    if as_json:
        said = {**asdict(report), "findings": [asdict(finding) for finding in findings]}
        click.echo(json.dumps(said))
    else:
        print_findings(findings)
        _print_report(report)
    raise SystemExit(1 if findings else 0)


def load_at_start(settings: Settings) -> None:
    """Load the content folder when the site starts; what is wrong in it never stops the start.

    Needs an application's context. Findings go to standard error.
    """
    path = settings.content_folder
    try:
        report = _load(path)
    except click.UsageError as error:
        click.echo(f"Content: {error.message} The catalog stays as it was.", err=True)
        return
    print_findings(placed(report.findings, path), err=True)
    click.echo(f"Content: {len(report.live)} new or changed, {len(report.unchanged)} as they were.")
    if report.findings:
        click.echo(
            f"{findings_in_words(report.findings)}: what they are about stays at its last good version.",
            err=True,
        )


def _load(path: Path, *, is_all: bool = False) -> LoadReport:
    store = None if is_all else TextStore(db.session())
    found = services.read_content(path, list_widths(db.session()), store=store)
    refuse_a_wrong_path(found.reading, path)
    with transaction() as session:
        return services.load_content(session, found, by=COMMAND, now=clock.now())


def _print_report(report: LoadReport) -> None:
    for words, names in (
        ("Live now", report.live),
        ("Unchanged", report.unchanged),
        ("Live still, but not in this folder", report.absent),
    ):
        if names:
            click.echo(f"{words}: {', '.join(names)}")
    click.echo(f"Loaded with {findings_in_words(report.findings)}.")
