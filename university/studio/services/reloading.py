"""Load again what changed since the last time, as far as this process remembers it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from university.courses.models import ReloadRequest
from university.courses.queries import list_widths, map_live_digests
from university.courses.services import LoadReport, TextStore
from university.engines.catalog.harvest import Seen
from university.engines.catalog.kept import KeptText
from university.engines.catalog.stamps import Stamp, stamps_below
from university.studio.services.loading import ContentFolder, read_content

#: So long a load that was asked for waits for a folder to come to rest.
PATIENCE = timedelta(minutes=1)
#: So many texts stay at hand, about ten courses: the rest is read from the database.
TEXTS_AT_HAND = 500


@dataclass
class Memory:
    """What a process remembers of a content folder between two loads."""

    seen: dict[str, Seen] = field(default_factory=dict)
    stamps: dict[str, Stamp] | None = None
    texts: dict[str, KeptText] = field(default_factory=dict)

    def has_changed(self, root: Path) -> bool:
        """Say whether anything was touched since this was last asked; true the first time.

        What was touched a moment ago is looked at once more later: a second change may hide behind it.
        """
        before, self.stamps = self.stamps, stamps_below(root)
        if before is None or before.keys() != self.stamps.keys():
            return True
        return any(
            stamp.entries != before[label].entries or stamp.is_settled > before[label].is_settled
            for label, stamp in self.stamps.items()
        )

    def look_again(self) -> None:
        """Take everything for touched the next time, since nothing came of this time."""
        self.stamps = None


def read_changes(session: Session, root: Path, memory: Memory) -> ContentFolder:
    """Read what changed in a folder, and remember it.

    A course is left alone while nobody touched its files, every name that it links to is answered as
    before, and the version that is live is still the one that it gave. Slow: call it outside a transaction.
    """
    live = map_live_digests(session)
    seen = {
        label: one
        for label, one in memory.seen.items()
        if all(live.get(key) == digest for key, digest in one.good.items())
    }
    store = TextStore(session, memory.texts)
    found = read_content(root, list_widths(session), store=store, seen=seen)
    memory.seen = found.reading.seen
    if store.met:
        memory.texts = store.met if len(store.met) <= TEXTS_AT_HAND else {}
    return found


def should_wait(found: ContentFolder, requests: Sequence[ReloadRequest], *, now: datetime) -> bool:
    """Say whether the folder was caught in motion, and whoever asked can wait until it is at rest."""
    return found.is_in_motion and all(now - request.asked_at < PATIENCE for request in requests)


def in_words(report: LoadReport) -> str:
    """Sum up a load in one line."""
    findings = len(report.findings)
    wrong = f"{findings} finding{'' if findings == 1 else 's'}" if findings else "no findings"
    return f"{len(report.live)} new or changed, {len(report.unchanged)} as they were, {wrong}"
