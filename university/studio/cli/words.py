"""Findings in words, as every command prints them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from university.engines.catalog.load import Reading
from university.engines.catalog.model import Finding, Severity

NOTHING_HERE = "nothing-here"
COLORS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
MESSAGE_SIGNS: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY_SIGNS: Final = MESSAGE_SIGNS | {":": "%3A", ",": "%2C"}


def refuse_a_wrong_path(reading: Reading, path: Path) -> None:
    """Raise ``click.UsageError`` for a folder that holds no catalog and no course."""
    for finding in reading.findings:
        if finding.code == NOTHING_HERE:
            raise click.UsageError(f"{path}: {finding.message} {finding.mend}")


def placed(findings: Sequence[Finding], path: Path) -> list[Finding]:
    """Name files as seen from where the command was typed, so that a terminal can open them."""
    return [replace(finding, path=str(path / finding.path)) for finding in findings]


def print_findings(findings: Sequence[Finding], *, err: bool = False) -> None:
    """Print one line for each, in a form that editors can jump from; in color on a terminal only."""
    for finding in findings:
        where = click.style(f"{finding.path}:{finding.line}:{finding.column}:", bold=True)
        code = click.style(finding.code, fg=COLORS[finding.severity])
        sign = "" if finding.severity is Severity.ERROR else f"{finding.severity}: "
        click.echo(f"{where} {sign}{code} {finding.message} {finding.mend}", err=err)


def print_annotations(findings: Sequence[Finding]) -> None:
    """Print each as GitHub's runner reads it, so that it stands beside the line of a pull request."""
    for finding in findings:
        places = {"file": finding.path, "line": finding.line, "col": finding.column, "title": finding.code}
        told = ",".join(f"{name}={_escaped(str(value), PROPERTY_SIGNS)}" for name, value in places.items())
        words = _escaped(f"{finding.message} {finding.mend}", MESSAGE_SIGNS)
        click.echo(f"::{finding.severity} {told}::{words}")


def findings_in_words(findings: Sequence[Finding]) -> str:
    """Count them: errors first, then warnings."""
    counts = {kind: sum(finding.severity is kind for finding in findings) for kind in Severity}
    told = [some(count, kind.value) for kind, count in counts.items() if count]
    return ", ".join(told) or "no findings"


def exit_code(findings: Sequence[Finding], *, strict: bool = False) -> int:
    """Give 1 if there is an error, or for the strict anything at all."""
    return int(any(strict or finding.severity is Severity.ERROR for finding in findings))


def some(count: int, noun: str) -> str:
    """Give a number with its noun."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else many}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
