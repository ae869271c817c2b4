"""Keep texts of `content/` as they were rendered, so that each is rendered once."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from university.courses.models import KeptText as TextRow
from university.courses.queries import find_texts
from university.engines.catalog.kept import KeptText, pack_text, unpack_text
from university.storage.parts import in_parts

UNUSED = timedelta(days=30)
#: How seldom it is noted that a text is still used, so that a reload of everything writes little.
NOTED = timedelta(days=1)


class TextStore:
    """The store that a reading asks: it reads from the database, and holds what is new until it is written.

    ``at_hand`` are texts that a reading of before has met: whoever writes reads the same course again
    and again.
    """

    def __init__(self, session: Session, at_hand: Mapping[str, KeptText] | None = None) -> None:
        """Read by this session."""
        self._session, self._at_hand = session, at_hand or {}
        self.used: set[str] = set()
        self.new: dict[str, KeptText] = {}
        self.met: dict[str, KeptText] = {}

    def find(self, keys: Collection[str]) -> Mapping[str, KeptText]:
        """Give those of these texts that are at hand or kept, in one statement."""
        found = {key: self._at_hand[key] for key in keys if key in self._at_hand}
        for key, body in find_texts(self._session, [key for key in keys if key not in found]).items():
            if text := unpack_text(body):
                found[key] = text
        self.used |= found.keys()
        self.met |= found
        return found

    def keep(self, key: str, text: KeptText) -> None:
        """Hold a text that was just rendered."""
        self.new[key] = self.met[key] = text


def keep_texts(session: Session, store: TextStore, *, now: datetime) -> None:
    """Write what a reading rendered, note what it used, and drop what nobody used for 30 days."""
    for some in in_parts(sorted(store.new)):
        known = find_texts(session, some)
        session.add_all(
            TextRow(key=key, body=pack_text(store.new[key]), used_at=now) for key in some if key not in known
        )
    for some in in_parts(sorted(store.used)):
        session.execute(
            update(TextRow)
            .where(TextRow.key.in_(some), TextRow.used_at < now - NOTED)
            .values(used_at=now)
            .execution_options(synchronize_session=False)
        )
    session.execute(
        delete(TextRow).where(TextRow.used_at < now - UNUSED).execution_options(synchronize_session=False)
    )
