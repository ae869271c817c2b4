"""The group of the authors' commands, and the options they share."""

from pathlib import Path

import click

folder = click.argument(
    "path", required=False, type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path)
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for another program.")


@click.group()
def content() -> None:
    """Check the courses that authors wrote, and bring them in."""
