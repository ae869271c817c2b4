"""Findings in words, as every command prints them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from university.engines.catalog import Reading
from university.engines.catalog.model import Finding

NOTHING_HERE = "nothing-here"


def refuse_a_wrong_path(reading: Reading, path: Path) -> None:
    """Raise ``click.UsageError`` for a folder that holds no catalog and no course."""
    for finding in reading.findings:
        if finding.code == NOTHING_HERE:
            raise click.UsageError(f"{path}: {finding.message} {finding.mend}")


def placed(findings: Sequence[Finding], path: Path) -> list[Finding]:
    """Name files as seen from where the command was typed, so that a terminal can open them."""
    return [replace(finding, path=str(path / finding.path)) for finding in findings]


def print_findings(findings: Sequence[Finding], *, err: bool = False) -> None:
    """Print one line for each, in a form that editors can jump from."""
    for finding in findings:
        click.echo(str(finding), err=err)


def findings_in_words(findings: Sequence[Finding]) -> str:
    """Count them."""
    return some(len(findings), "finding") if findings else "no findings"


def some(count: int, noun: str) -> str:
    """Give a number with its noun."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else many}"
