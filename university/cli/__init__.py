"""The command `university`: wiring of every room's commands, each imported when it is asked for."""

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import click

from university.base.commands import LazyGroup
from university.base.errors import BadSettings, NewerDatabase

if TYPE_CHECKING:
    from flask import Flask

PLACES: Final = {
    "access": "university.cli.shown:access",
    "attempts": "university.learning.cli.attempts:attempts",
    "certificates": "university.certification.cli:certificates",
    "completions": "university.learning.cli.completions:completions",
    "content": "university.studio.cli:content",
    "db": "university.cli.database:database",
    "demo": "university.demo.cli:demo",
    "ledger": "university.records.cli:ledger",
    "outbox": "university.cli.post:outbox",
    "people": "university.people.cli:people",
    "records": "university.records.cli:records",
    "run": "university.cli.site:run",
    "settings": "university.cli.shown:settings",
    "worker": "university.cli.site:worker",
}


#: Authors run these again and again, and they need no application.
QUICK: Final = {("content", "check"), ("content", "schema")}


class University(LazyGroup):
    """A group that gives its commands an application only when they run."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 -- click
    ) -> click.Context:
        """Bring the way to the application along; Flask is slow to import, and not every command needs it."""
        if tuple(args[:2]) not in QUICK:
            from flask.cli import ScriptInfo  # noqa: PLC0415 -- see above

            extra.setdefault("obj", ScriptInfo(create_app=_create_app))
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- click's own signature
        """Turn bad settings into words and exit code 2, a database of a later release into exit code 1."""
        try:
            return super().invoke(ctx)
        except BadSettings as error:
            raise click.UsageError(str(error)) from error
        except NewerDatabase as error:
            raise click.ClickException(str(error)) from error


def _create_app() -> "Flask":
    # It brings every room along, and only what runs in it needs that.
    from university.app import create_app  # noqa: PLC0415 -- see above

    return create_app()


@click.group(
    cls=University,
    places=PLACES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(version("university"), prog_name="university")
def main() -> None:
    """A company's social media university: courses, certifications, unconferences, records."""


__all__ = ["main"]
