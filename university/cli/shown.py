"""`university access` and `university settings`: what the pages of the project print."""

import json

import click

from university import config
from university.app import create_app
from university.web.access import access_table


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
def access(*, as_json: bool) -> None:
    """Print who may enter where: every address, verb and the groups it is open to.

    Example: university access --json
    """
    rows = access_table(create_app())
    if as_json:
        click.echo(json.dumps([row.__dict__ for row in rows]))
        return
    for row in rows:
        click.echo(f"{row.verb:6} {row.rule:60} {', '.join(row.groups)}")


@click.command()
def settings() -> None:
    """Print the table of settings for the README, with names, defaults and meanings.

    Example: university settings
    """
    click.echo("| setting | default | meaning |\n|---|---|---|")
    for name, field in config.Settings.model_fields.items():
        click.echo(
            f"| `{config.PREFIX}{name.upper()}` | {config.default_in_words(name)} | {field.description} |"
        )
