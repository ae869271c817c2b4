"""Private notes as one Markdown file, for their writer."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from university.learning.queries.own import Noted


def notes_markdown(notes: Sequence[Noted], *, public_url: str, zone: str, now: datetime) -> str:
    """Write all notes by course and lesson, each with the address of its lesson; the words stay as they are."""
    local = ZoneInfo(zone)
    head = f"# My notes\n\nSaved on {now.astimezone(local):%Y-%m-%d}.\n"
    in_order = sorted(notes, key=lambda note: (note.course_slug, note.lesson_slug))
    parts = [head]
    for course, of_course in groupby(in_order, key=lambda note: note.course_title):
        parts.append(f"\n## {course}\n")
        parts += [_part(note, public_url, local) for note in of_course]
    return "".join(parts)


def _part(note: Noted, public_url: str, local: ZoneInfo) -> str:
    where = f"<{public_url.rstrip('/')}/courses/{note.course_slug}/{note.lesson_slug}/>"
    gone = "" if note.is_live else ", a lesson that was renamed or removed"
    day = f", written {note.saved_at.astimezone(local):%Y-%m-%d}" if note.saved_at else ""
    return f"\n### {note.lesson_title}\n\n{where}{gone}{day}\n\n{note.text}\n"
