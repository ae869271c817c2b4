"""The group of the authors' commands, and the options they share."""

from pathlib import Path
from typing import Final

import click

from university.base.commands import LazyGroup

HERE: Final = "university.studio.cli"
#: A file for each command; what checks must not wait for what needs the database.
PLACES: Final = {
    "check": f"{HERE}.check:check",
    "diff": f"{HERE}.diff:diff",
    "export": f"{HERE}.exchange:export",
    "impact": f"{HERE}.impact:impact",
    "import": f"{HERE}.exchange:import_",
    "load": f"{HERE}.load:load",
    "new": f"{HERE}.new:new",
    "schema": f"{HERE}.schema:schema",
}

folder = click.argument(
    "path", required=False, type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path)
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for another program.")


@click.group(cls=LazyGroup, places=PLACES)
def content() -> None:
    """Check the courses that authors wrote, and bring them in."""
