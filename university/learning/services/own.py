"""Keep bookmarks and private notes: no fact is left and nobody is told, since nobody else may know."""

from datetime import datetime

from sqlalchemy.orm import Session

from university.base.errors import Clash, Invalid, NotFound
from university.courses.queries import get_catalog
from university.learning.models import Bookmark, LessonNote
from university.storage.work import insert_once

LONGEST_NOTE = 5000


class Stale(Clash):
    """Another tab saved another text since this one was opened; nothing was written."""


def set_bookmark(
    session: Session, employee_id: int, course: str, lesson: str, *, is_wanted: bool, now: datetime
) -> None:
    """Put a bookmark on a lesson or take it away; doing it again changes nothing. Raises ``NotFound``."""
    kept = session.get(Bookmark, (employee_id, course, lesson))
    if kept and not is_wanted:
        session.delete(kept)
        session.flush()
    elif is_wanted and not kept:
        _check_live(session, course, lesson)
        insert_once(session, Bookmark(employee_id=employee_id, course=course, lesson=lesson, made_at=now))


def save_note(
    session: Session, employee_id: int, course: str, lesson: str, text: str, *, revision: int, now: datetime
) -> int:
    """Keep the text of a note, and give its new revision; an empty text deletes what was written.

    ``revision`` is the one that the writer began with; the same text twice is saved once. What is deleted
    leaves an empty row, so that a tab that still shows the old text cannot bring it back unseen. Raises
    ``Stale``, ``Invalid`` for a text that is too long, and ``NotFound`` for a lesson that never was.
    """
    if len(text) > LONGEST_NOTE:
        raise Invalid(f"A note holds at most {LONGEST_NOTE:,} characters; this one has {len(text):,}.")
    key = (employee_id, course, lesson)
    note = session.get(LessonNote, key, with_for_update=True) or _begin(session, key, now)
    if note.text == text:
        return note.revision
    if note.revision != revision:
        raise Stale("You changed this note in another tab or on another device.")
    note.text, note.revision, note.saved_at = text, note.revision + 1, now
    session.flush()
    return note.revision


def _begin(session: Session, key: tuple[int, str, str], now: datetime) -> LessonNote:
    employee_id, course, lesson = key
    _check_live(session, course, lesson)
    row = LessonNote(employee_id=employee_id, course=course, lesson=lesson, text="", revision=0, saved_at=now)
    insert_once(session, row)
    return session.get_one(LessonNote, key, with_for_update=True, populate_existing=True)


def _check_live(session: Session, course: str, lesson: str) -> None:
    if lesson not in get_catalog(session).course(course).lesson_by_slug:
        raise NotFound("There is no lesson of that name in this course. It may have been renamed or moved.")
