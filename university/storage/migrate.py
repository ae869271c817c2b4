"""Bring a database to the tables of this release, and say when it is not there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

from university.base.errors import NewerDatabase

FOLDER = Path(__file__).parent / "migrations"


def config(engine: Engine) -> Config:
    """The tool's settings, with the engine to work on."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.attributes["engine"] = engine
    return settings


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the tables up; running it again changes nothing. Raises ``NewerDatabase``."""
    if words := _unknown(engine):
        raise NewerDatabase(words)
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
    here, head = current(engine), _script(engine).get_current_head()
    if here == head:
        return None
    needs = f"The database is at {here or 'nothing'} and needs {head}: run `university db upgrade`."
    return _unknown(engine) or needs


def _unknown(engine: Engine) -> str | None:
    """Words for a database at a migration that this release does not have."""
    here = current(engine)
    if here is None or here in {revision.revision for revision in _script(engine).walk_revisions()}:
        return None
    return f"The database is at {here}, which this release does not know: run the newer release."


def _script(engine: Engine) -> ScriptDirectory:
    return ScriptDirectory.from_config(config(engine))
