"""Keep texts of `content/` as they were rendered, so that each is rendered once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from university.courses.models import KeptText
from university.courses.queries import find_texts

UNUSED = timedelta(days=30)
#: How seldom it is noted that a text is still used, so that a reload of everything writes little.
NOTED = timedelta(days=1)
AT_ONCE = 500


class TextStore:
    """The store that a reading asks: it reads from the database, and holds what is new until it is written."""

    def __init__(self, session: Session) -> None:
        """Read by this session."""
        self._session = session
        self.used: set[str] = set()
        self.new: dict[str, Mapping[str, Any]] = {}

    def find(self, keys: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
        """Give those of these texts that are kept, in one statement."""
        found = find_texts(self._session, keys)
        self.used |= found.keys()
        return found

    def keep(self, key: str, body: Mapping[str, Any]) -> None:
        """Hold a text that was just rendered."""
        self.new[key] = body


def keep_texts(session: Session, store: TextStore, *, now: datetime) -> None:
    """Write what a reading rendered, note what it used, and drop what nobody used for 30 days."""
    for some in _some(sorted(store.new)):
        known = find_texts(session, some)
        session.add_all(
            KeptText(key=key, body=dict(store.new[key]), used_at=now) for key in some if key not in known
        )
    for some in _some(sorted(store.used)):
        session.execute(
            update(KeptText)
            .where(KeptText.key.in_(some), KeptText.used_at < now - NOTED)
            .values(used_at=now)
            .execution_options(synchronize_session=False)
        )
    session.execute(
        delete(KeptText).where(KeptText.used_at < now - UNUSED).execution_options(synchronize_session=False)
    )


def _some(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[first : first + AT_ONCE] for first in range(0, len(keys), AT_ONCE))
