"""`university content schema`: the keys of a kind of file, for editors."""

import json

import click

from university.engines.catalog.schema import KINDS, schema_of
from university.studio.cli.group import content


@content.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
def schema(kind: str) -> None:
    """Print the JSON Schema of the keys of a KIND of file, so that an editor can help to write them.

    Example: university content schema lesson
    """
    click.echo(json.dumps(schema_of(kind), indent=2, ensure_ascii=False))
