"""Read what somebody keeps for themselves; nothing here is ever read for anybody else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.courses.queries import LiveCatalog, get_catalog
from university.learning import rules
from university.learning.models import Bookmark, LessonNote, MemoryPractice
from university.people.models import Employee


@dataclass(frozen=True, kw_only=True)
class Place:
    """A lesson as it is called now; one that is no longer in the live course has its slug for a title."""

    course_slug: str
    course_title: str
    lesson_slug: str
    lesson_title: str
    is_live: bool


@dataclass(frozen=True, kw_only=True)
class Marked(Place):
    """A lesson with a bookmark."""

    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Noted(Place):
    """A lesson with a private note."""

    text: str
    revision: int
    saved_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What its reader keeps on one lesson; ``revision`` tells which text of the note was seen."""

    text: str = ""
    revision: int = 0
    saved_at: datetime | None = None
    is_marked: bool = False


@dataclass(frozen=True, kw_only=True)
class PracticeOffer:
    """Practice that waits for somebody, so many days after they completed the course."""

    course_slug: str
    course_title: str
    days: int
    opens_at: datetime


# Built once: to build it for each lesson page would take longer than to ask it.
_KEPT = (
    select(LessonNote.text, LessonNote.revision, LessonNote.saved_at, Bookmark.made_at)
    .select_from(Employee)
    .outerjoin(
        LessonNote,
        and_(
            LessonNote.employee_id == Employee.id,
            LessonNote.course == bindparam("course"),
            LessonNote.lesson == bindparam("lesson"),
        ),
    )
    .outerjoin(
        Bookmark,
        and_(
            Bookmark.employee_id == Employee.id,
            Bookmark.course == bindparam("course"),
            Bookmark.lesson == bindparam("lesson"),
        ),
    )
    .where(Employee.id == bindparam("employee_id"))
)


def get_kept(session: Session, employee_id: int, course: str, lesson: str) -> Kept:
    """The note and the bookmark of one reader on one lesson, in one statement."""
    values = {"employee_id": employee_id, "course": course, "lesson": lesson}
    row = session.connection().execute(_KEPT, values).one()
    return Kept(
        text=row.text or "",
        revision=row.revision or 0,
        saved_at=row.saved_at,
        is_marked=row.made_at is not None,
    )


def get_noted(session: Session, employee_id: int, course: str, lesson: str) -> Noted:
    """One's note on a lesson with the lesson's name; its text is empty where nothing was written.

    Raises ``NotFound`` for a lesson that is not live, unless something is kept on it.
    """
    kept = get_kept(session, employee_id, course, lesson)
    place = _place(get_catalog(session), course, lesson)
    if not (place["is_live"] or kept.revision or kept.is_marked):
        raise NotFound("There is no lesson of that name in this course. It may have been renamed or moved.")
    return Noted(**place, text=kept.text, revision=kept.revision, saved_at=kept.saved_at)


def list_bookmarks(session: Session, employee_id: int, *, with_gone: bool = False) -> Sequence[Marked]:
    """One's bookmarks, the newest first; ``with_gone`` adds those of lessons that were renamed or removed."""
    catalog = get_catalog(session)
    rows = session.scalars(
        select(Bookmark)
        .where(Bookmark.employee_id == employee_id)
        .order_by(Bookmark.made_at.desc(), Bookmark.course, Bookmark.lesson)
    )
    marked = (Marked(**_place(catalog, row.course, row.lesson), made_at=row.made_at) for row in rows)
    return [one for one in marked if one.is_live or with_gone]


def list_notes(session: Session, employee_id: int, *, words: str = "") -> Sequence[Noted]:
    """One's notes that hold every word in text or title, the newest first.

    A note outlives its lesson: what one wrote is never lost because somebody renamed a file.
    """
    catalog = get_catalog(session)
    rows = session.scalars(
        select(LessonNote)
        .where(LessonNote.employee_id == employee_id, LessonNote.text != "")
        .order_by(LessonNote.saved_at.desc(), LessonNote.course, LessonNote.lesson)
    )
    wanted = words.casefold().split()
    return [note for note in _noted(catalog, rows) if all(word in _searched(note) for word in wanted)]


def _noted(catalog: LiveCatalog, rows: Iterable[LessonNote]) -> Iterator[Noted]:
    for row in rows:
        place = _place(catalog, row.course, row.lesson)
        yield Noted(**place, text=row.text, revision=row.revision, saved_at=row.saved_at)


def _place(catalog: LiveCatalog, course: str, lesson: str) -> dict[str, Any]:
    live = catalog.courses.get(course)
    found = live.lesson_by_slug.get(lesson) if live else None
    return {
        "course_slug": course,
        "course_title": catalog.title_of(course),
        "lesson_slug": lesson,
        "lesson_title": found.title if found else lesson,
        "is_live": found is not None,
    }


def _searched(note: Noted) -> str:
    return f"{note.course_title}\n{note.lesson_title}\n{note.text}".casefold()


def list_practice_open(session: Session, employee_id: int, now: datetime) -> Sequence[PracticeOffer]:
    """The practice that opened within a month and waits, the longest open first; one for each live course at most."""
    courses = get_catalog(session).courses
    latest: dict[str, MemoryPractice] = {}
    for row in session.scalars(
        select(MemoryPractice)
        .where(
            MemoryPractice.employee_id == employee_id,
            MemoryPractice.opens_at <= now,
            MemoryPractice.opens_at > now - rules.STAYS_OPEN,
            MemoryPractice.done_at.is_(None),
        )
        .order_by(MemoryPractice.opens_at, MemoryPractice.id)
    ):
        latest[row.course] = row
    return [
        PracticeOffer(
            course_slug=row.course,
            course_title=courses[row.course].title,
            days=row.days,
            opens_at=row.opens_at,
        )
        for row in latest.values()
        if row.course in courses and rules.has_practice(courses[row.course])
    ]
