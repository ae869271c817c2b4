"""`university content check`: say what authors must mend, and how; mend what needs no person."""

import json
import os
from collections.abc import Callable, Collection
from dataclasses import asdict
from pathlib import Path

import click

from university.base import clock
from university.engines.catalog.fix import Mended, difference, plan, write
from university.engines.catalog.load import Reading, is_lone_course, read_catalog
from university.engines.catalog.model import Finding
from university.engines.catalog.quality import review
from university.studio.cli.group import as_json, content, folder
from university.studio.cli.words import (
    exit_code,
    findings_in_words,
    placed,
    print_annotations,
    print_findings,
    refuse_a_wrong_path,
    some,
)

EMBED_HOSTS = "UNIVERSITY_EMBED_HOSTS"


@content.command()
@folder
@as_json
@click.option("--github", "as_github", is_flag=True, help="Print annotations for a workflow on GitHub.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors do: exit code 1.")
@click.option("--fix", "is_fixed", is_flag=True, help="First mend what needs no person, and say what.")
@click.option(
    "--diff", "is_shown", is_flag=True, help="Only show what --fix would change; exit code 1 if any."
)
@click.option(
    "--embed-host",
    "named_hosts",
    metavar="HOST",
    multiple=True,
    help="A site that lessons may show, such as videos.example; may be given several times.",
)
def check(
    path: Path | None,
    *,
    as_json: bool,
    as_github: bool,
    strict: bool,
    is_fixed: bool,
    is_shown: bool,
    named_hosts: tuple[str, ...],
) -> None:
    """Read everything under PATH and say what its authors must mend, and how.

    PATH is a content folder or one course; without it, the content that the settings name. Needs no
    database. Errors keep a course from being loaded: exit code 1. Warnings say what could be better:
    exit code 0 unless --strict. Embeds of other hosts than --embed-host, or UNIVERSITY_EMBED_HOSTS,
    are warned of; without either nobody knows which are shown.

    Example: university content check content/courses/smu-110
    """
    if as_json + as_github + is_shown > 1:
        raise click.UsageError("Choose one of --json, --github and --diff.")
    path, hosts = path or _content_folder(), _embed_hosts(named_hosts)
    reading = read_catalog(path)
    refuse_a_wrong_path(reading, path)
    if is_shown:
        raise SystemExit(_show(path))
    if is_fixed and _fix(path, is_told=not as_json):
        reading = read_catalog(path)
    today = clock.now().date()
    found = review(reading, today=today, is_lone=is_lone_course(path), embed_hosts=hosts)
    findings = placed(found, path)
    _printer(as_json=as_json, as_github=as_github)(reading, findings)
    raise SystemExit(exit_code(findings, strict=strict))


def _content_folder() -> Path:
    # An author's own machine has no settings, and reading them takes as long as a check.
    from university import config  # noqa: PLC0415 -- see above

    return config.read().content_folder


def _embed_hosts(named: Collection[str]) -> Collection[str] | None:
    """Give the hosts that lessons may show; None if neither the command nor the settings name any list."""
    if not named and EMBED_HOSTS not in os.environ:
        return None
    from university import config  # noqa: PLC0415 -- as above

    if wrong := [host for host in named if not config.HOST.fullmatch(host)]:
        raise click.UsageError(f"{wrong[0]!r} is not the name of a host, such as videos.example.")
    return named or config.read().embed_hosts


def _show(path: Path) -> int:
    mended = plan(path)
    for file in mended:
        click.echo(difference(str(path / file.path), file), nl=False)
    return int(bool(mended))


def _fix(path: Path, *, is_told: bool) -> bool:
    mended = [file for file in plan(path) if _write(path, file)]
    for change in (change for file in mended for change in file.changes if is_told):
        click.echo(f"{path / change.path}:{change.line}: {click.style('mended', fg='green')} {change.words}")
    return bool(mended)


def _write(path: Path, file: Mended) -> bool:
    try:
        return write(path, file)
    except OSError as error:
        raise click.ClickException(f"{path / file.path} cannot be written: {error.strerror}.") from error


def _printer(*, as_json: bool, as_github: bool) -> Callable[[Reading, list[Finding]], None]:
    return _print_json if as_json else _print_for_github if as_github else _print_lines


def _print_json(_: Reading, findings: list[Finding]) -> None:
    click.echo(json.dumps([asdict(finding) for finding in findings]))


def _print_for_github(_: Reading, findings: list[Finding]) -> None:
    print_annotations(findings)


def _print_lines(reading: Reading, findings: list[Finding]) -> None:
    print_findings(findings)
    click.echo(f"{_counted(reading)}: {findings_in_words(findings)}")


def _counted(reading: Reading) -> str:
    catalog = reading.catalog
    counts = {
        "course": len(catalog.courses),
        "certification": len(catalog.certifications),
        "policy": len(catalog.policies),
    }
    if catalog.tips:
        counts["tip sheet"] = len(catalog.tips)
    return ", ".join(some(count, noun) for noun, count in counts.items())
