"""The commands `university content`: check what authors wrote, and load it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import click
from flask.cli import with_appcontext

from university import config
from university.base import clock
from university.base.actor import COMMAND
from university.config import Settings
from university.courses.services import LoadReport
from university.engines.catalog import Reading, read_catalog
from university.engines.catalog.model import Finding
from university.studio import services
from university.web.db import transaction

NOTHING_HERE = "nothing-here"

folder = click.argument(
    "path", required=False, type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path)
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for another program.")


@click.group()
def content() -> None:
    """Check the courses that authors wrote, and bring them in."""


@content.command()
@folder
@as_json
def check(path: Path | None, *, as_json: bool) -> None:
    """Read everything under PATH and say what its authors must mend, and how.

    PATH is a content folder or one course; without it, the content that the settings name. Needs no
    database. Exit code 1 when there are findings.

    Example: university content check content/courses/smu-110
    """
    path = path or config.read().content_folder
    reading = read_catalog(path)
    _refuse_a_wrong_path(reading, path)
    findings = _placed(reading.findings, path)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings]))
    else:
        _print_findings(findings)
        click.echo(f"{_counted(reading)}: {_findings_in_words(findings)}")
    raise SystemExit(1 if findings else 0)


@content.command()
@folder
@as_json
@with_appcontext
def load(path: Path | None, *, as_json: bool) -> None:
    """Make what is good under PATH the live catalog; the rest stays at its last good version.

    Loading the same folder again changes nothing. Exit code 1 when there are findings.

    Example: university content load content
    """
    path = path or config.read().content_folder
    report = _load(path)
    findings = _placed(report.findings, path)
    if as_json:
        said = {**asdict(report), "findings": [asdict(finding) for finding in findings]}
        click.echo(json.dumps(said))
    else:
        _print_findings(findings)
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
    _print_findings(_placed(report.findings, path), err=True)
    click.echo(f"Content: {len(report.live)} new or changed, {len(report.unchanged)} as they were.")
    if report.findings:
        click.echo(
            f"{_findings_in_words(report.findings)}: what they are about stays at its last good version.",
            err=True,
        )


def _load(path: Path) -> LoadReport:
    found = services.read_content(path)
    _refuse_a_wrong_path(found.reading, path)
    with transaction() as session:
        return services.load_content(session, found, by=COMMAND, now=clock.now())


def _refuse_a_wrong_path(reading: Reading, path: Path) -> None:
    for finding in reading.findings:
        if finding.code == NOTHING_HERE:
            raise click.UsageError(f"{path}: {finding.message} {finding.mend}")


def _placed(findings: Sequence[Finding], path: Path) -> list[Finding]:
    """Name files as seen from where the command was typed, so that a terminal can open them."""
    return [replace(finding, path=str(path / finding.path)) for finding in findings]


def _print_findings(findings: Sequence[Finding], *, err: bool = False) -> None:
    for finding in findings:
        click.echo(str(finding), err=err)


def _print_report(report: LoadReport) -> None:
    for words, names in (
        ("Live now", report.live),
        ("Unchanged", report.unchanged),
        ("Live still, but not in this folder", report.absent),
    ):
        if names:
            click.echo(f"{words}: {', '.join(names)}")
    click.echo(f"Loaded with {_findings_in_words(report.findings)}.")


def _findings_in_words(findings: Sequence[Finding]) -> str:
    return _some(len(findings), "finding") if findings else "no findings"


def _counted(reading: Reading) -> str:
    catalog = reading.catalog
    counts = {
        "course": len(catalog.courses),
        "certification": len(catalog.certifications),
        "policy": len(catalog.policies),
    }
    return ", ".join(_some(count, noun) for noun, count in counts.items())


def _some(count: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else many}"
