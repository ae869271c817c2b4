"""`university content new`: a course to begin with, which the checker takes as it is."""

from pathlib import Path

import click

from university import config
from university.base import clock
from university.base.errors import Refusal
from university.engines.catalog.known import NAME
from university.engines.catalog.skeleton import skeleton
from university.studio import queries, services
from university.studio.cli.group import content

CHECK = "Now write, and look at it with: university content check {path}"


@content.command()
@click.argument("course")
@click.option("--title", required=True, help="What readers see first.")
@click.option("--owner", required=True, help="The employee number of who answers for it, such as LG-0011.")
@click.option(
    "--to", "root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The content folder."
)
def new(course: str, title: str, owner: str, root: Path | None) -> None:
    """Begin a course: a folder COURSE with a lesson and a quiz to put your own words into.

    COURSE is its address for good: lower-case words joined by hyphens.

    Example: university content new smu-140 --title "Speak up kindly" --owner LG-0011
    """
    if not NAME.fullmatch(course):
        raise click.UsageError(f"{course!r} cannot be an address. Use lower-case words joined by hyphens.")
    folder = queries.get_folder(root or config.read().content_folder, course)
    if folder.path.exists():
        raise click.UsageError(f"There is a folder {folder.path} already. Choose another name.")
    files = {name: text.encode() for name, text in skeleton(course, title, owner, clock.now().date()).items()}
    try:
        services.write_files(folder, files)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Written: {', '.join(files)} in {folder.path}")
    click.echo(CHECK.format(path=folder.path))
