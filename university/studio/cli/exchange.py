"""`university content import` and `export`: courses and questions from elsewhere, and back."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from university import config
from university.base import clock
from university.base.errors import Refusal
from university.engines.catalog import read_catalog
from university.engines.catalog.archive import zip_of
from university.engines.catalog.arrivals import Arrival, Entry
from university.engines.catalog.bundle import Bundle
from university.engines.catalog.folder import Folder
from university.engines.catalog.known import NAME
from university.engines.catalog.model import Course, Severity
from university.engines.gift import write_gift
from university.studio import queries, services
from university.studio.cli.group import as_json, content
from university.studio.cli.words import placed, print_findings
from university.studio.queries import CourseFolder

a_root = click.option(
    "--to", "root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The content folder."
)
BEGIN: Final = "A folder of Markdown becomes a new course: say its --title and its --owner."


@content.command("import")
@click.argument("source", type=click.Path(exists=True, readable=True, path_type=Path))
@click.option("--course", required=True, help="The course's folder name; a zip or a folder may begin it.")
@click.option("--lesson", default="", help="The lesson that questions test, where the file does not say.")
@click.option("--title", default="", help="For a folder of Markdown: the title of the new course.")
@click.option("--owner", default="", help="For a folder of Markdown: the employee number of its owner.")
@click.option("--replace", is_flag=True, help="Write over files of the same name.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
@a_root
@as_json
def import_(  # noqa: PLR0913 -- one parameter for each option, as click hands them over
    source: Path,
    course: str,
    lesson: str,
    title: str,
    owner: str,
    root: Path | None,
    *,
    replace: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring SOURCE into a course, and say of each item whether it was taken, changed or refused.

    SOURCE is a file of questions in GIFT (.gift, .txt), a zip of a course, or a folder of Markdown. Nothing
    goes live: check and load it afterward. Exit code 1 when something was refused or must be mended.

    Example: university content import questions.gift --course smu-110 --lesson put-it-in-the-post
    """
    if not NAME.fullmatch(course):
        raise click.UsageError(f"{course!r} cannot be an address. Use lower-case words joined by hyphens.")
    folder = queries.get_folder(root or config.read().content_folder, course)
    try:
        bundle = _read(source, folder, lesson, title, owner)
        files, entries = services.import_files(folder, bundle, may_replace=replace)
        if files and not dry_run:
            services.write_files(folder, files)
    except Refusal as refusal:
        raise click.UsageError(str(refusal)) from refusal
    if as_json:
        click.echo(json.dumps([asdict(entry) for entry in entries]))
    else:
        _tell(entries, dry_run=dry_run)
    is_refused = any(entry.arrival is Arrival.REFUSED for entry in entries)
    raise SystemExit(1 if is_refused or (not dry_run and _must_be_mended(folder, quiet=as_json)) else 0)


@content.command()
@click.argument("course", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def export(course: Path, target: Path) -> None:
    """Write the course in the folder COURSE to TARGET: a .zip of its files, or its questions as .gift.

    Exit code 1 when something could not be said in GIFT.

    Example: university content export content/courses/smu-110 smu-110.gift
    """
    reading = read_catalog(course)
    ready = next(iter(reading.catalog.courses.values()), None)
    if ready is None:
        print_findings(placed(reading.findings, course), err=True)
        raise click.ClickException("This course has errors. Mend them, then export it.")
    if target.suffix == ".zip":
        names = Folder(root=course, place="").names()
        target.write_bytes(zip_of({name: (course / name).read_bytes() for name in names}))
    elif target.suffix == ".gift":
        raise SystemExit(_export_gift(ready, target))
    else:
        raise click.UsageError("TARGET must end in .zip or .gift.")


def _read(source: Path, folder: CourseFolder, lesson: str, title: str, owner: str) -> Bundle:
    if source.is_dir():
        if not (title and owner):
            raise click.UsageError(BEGIN)
        today = clock.now().date()
        return services.read_folder(source, slug=folder.course, title=title, owner=owner, today=today)
    ready = read_catalog(folder.path).catalog.courses.get(folder.course) if folder.is_there else None
    bank = services.bank_name(source.name)
    target = services.Target(
        course=folder.course,
        bank=bank,
        in_bank=folder.find(bank) or b"",
        question_ids=ready.question_ids if ready else (),
        lesson=lesson,
    )
    return services.read_import(source.read_bytes(), target)


def _tell(entries: tuple[Entry, ...], *, dry_run: bool) -> None:
    for entry in entries:
        click.echo(f"{entry.arrival}: {entry.name}{f' ({entry.reason})' if entry.reason else ''}")
    counts = services.count_arrivals(entries)
    words = ", ".join(f"{count} {arrival}" for arrival, count in counts.items())
    click.echo(f"{words}{'. Nothing was written.' if dry_run else '.'}")


def _must_be_mended(folder: CourseFolder, *, quiet: bool) -> bool:
    findings = placed(read_catalog(folder.path).findings, folder.path) if folder.is_there else []
    if not quiet:
        print_findings(findings)
    return any(finding.severity is Severity.ERROR for finding in findings)


def _export_gift(course: Course, target: Path) -> int:
    exported = write_gift(course.quiz)
    target.write_text(exported.text, encoding="utf-8")
    for name, reason in exported.left_out:
        click.echo(f"{name}: {reason}", err=True)
    return 1 if exported.left_out else 0
