"""`university content check`: say what authors must mend, and how."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from university import config
from university.engines.catalog import Reading, read_catalog
from university.studio.cli.group import as_json, content, folder
from university.studio.cli.words import findings_in_words, placed, print_findings, refuse_a_wrong_path, some


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
    refuse_a_wrong_path(reading, path)
    findings = placed(reading.findings, path)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings]))
    else:
        print_findings(findings)
        click.echo(f"{_counted(reading)}: {findings_in_words(findings)}")
    raise SystemExit(1 if findings else 0)


def _counted(reading: Reading) -> str:
    catalog = reading.catalog
    counts = {
        "course": len(catalog.courses),
        "certification": len(catalog.certifications),
        "policy": len(catalog.policies),
        "tip sheet": len(catalog.tips),
    }
    return ", ".join(some(count, noun) for noun, count in counts.items())
