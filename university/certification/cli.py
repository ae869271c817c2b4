"""The command `university certificates`."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import click
from flask.cli import with_appcontext

from university.base import clock
from university.base.errors import Unavailable
from university.certification import documents, queries
from university.certification.rules import PrintedFacts
from university.web.db import session
from university.web.settings import settings

INDEX = "index.csv"
COLUMNS = ("file", "code", "certification", "holder", "issued", "valid until", "verify")
#: What a spreadsheet would take for a formula.
SIGNS = ("=", "+", "-", "@", "\t", "\r")


@click.group()
def certificates() -> None:
    """Print certificates."""


@certificates.command()
@click.argument("folder", type=click.Path(file_okay=False, writable=True, path_type=Path))
@click.option("--certification", help="Only this certification, such as cert-enthusiast.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and no progress.")
@with_appcontext
def render(folder: Path, certification: str | None, *, as_json: bool) -> None:
    """Write the PDF of every certificate that holds now to FOLDER, with an index in index.csv.

    Example: university certificates render papers --certification cert-enthusiast
    """
    held = queries.list_valid(session(), clock.now(), certification)
    papers = [one.printed(settings().address) for one in held]
    folder.mkdir(parents=True, exist_ok=True)
    with click.progressbar(papers, label="Certificates", hidden=as_json) as progress:
        _write(folder, progress)
    _write_index(folder, papers)
    if as_json:
        click.echo(json.dumps({"folder": str(folder), "files": [_name(facts) for facts in papers]}))
    else:
        click.echo(f"Wrote {len(papers)} certificates and {INDEX} to {folder}.")


def _write(folder: Path, papers: Iterable[PrintedFacts]) -> None:
    for facts in papers:
        try:
            body = queries.find_paper(session(), facts.digest) or documents.certificate_pdf(facts)
        except Unavailable as refusal:
            raise click.ClickException(str(refusal)) from refusal
        (folder / _name(facts)).write_bytes(body)


def _write_index(folder: Path, papers: Iterable[PrintedFacts]) -> None:
    with (folder / INDEX).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for facts in papers:
            table.writerow(
                (
                    _name(facts),
                    facts.code,
                    _plain(facts.title),
                    _plain(facts.holder_name),
                    facts.issued_on,
                    facts.ends_on,
                    facts.address,
                )
            )


def _name(facts: PrintedFacts) -> str:
    return f"certificate-{facts.code}.pdf"


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(SIGNS) else text
