"""Bring a database to the tables of this release, and say when it is not there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

FOLDER = Path(__file__).parent / "migrations"


def config(engine: Engine) -> Config:
    """The tool's settings, with the engine to work on."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.attributes["engine"] = engine
    return settings


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the tables up; running it again changes nothing."""
    command.upgrade(config(engine), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Take the tables down to an earlier release."""
    command.downgrade(config(engine), to)


def current(engine: Engine) -> str | None:
    """The migration a database stands at, or None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def gap(engine: Engine) -> str | None:
    """What keeps this release from using the database, in words, or None."""
    script = ScriptDirectory.from_config(config(engine))
    here, head = current(engine), script.get_current_head()
    if here == head:
        return None
    if here is not None and here not in {revision.revision for revision in script.walk_revisions()}:
        return f"The database is at {here}, which this release does not know: run the newer release."
    return f"The database is at {here or 'nothing'} and needs {head}: run `university db upgrade`."
