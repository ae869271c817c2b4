"""Save what authors are writing: one draft for each file, and nobody's text is ever overwritten unseen."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from university.base.errors import Clash, Invalid
from university.storage.work import insert_once
from university.studio.models import Draft
from university.studio.queries.folder import digest
from university.studio.rules import (
    COURSE_LIMIT,
    FILES_LIMIT,
    PICTURE_LIMIT,
    TEXT_LIMIT,
    is_text,
    may_be_drafted,
)

STALE = "Somebody saved this file since you opened it. Nothing is lost: look at both texts, then choose."


class Stale(Clash):
    """The text that a save builds on is no longer the newest; both are still there."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """What somebody wants to save in one file of a course.

    ``seen`` is the digest of the text they began with, and ``in_folder`` the file as it lies there now.
    """

    course: str
    name: str
    body: bytes
    seen: str
    in_folder: bytes | None


def save(session: Session, text: Text, *, by_id: int, now: datetime) -> Draft | None:
    """Keep a text as the draft of its file; None if it says what the folder says and no draft was there.

    The same text sent again is taken as saved. Raises ``Stale`` when somebody else saved meanwhile, and
    ``Invalid`` for a name or a size that is not allowed.
    """
    _check(session, text)
    draft = _locked(session, text.course, text.name)
    if draft is None:
        return _begin(session, text, by_id=by_id, now=now)
    if draft.body == text.body and not draft.is_removal:
        return draft
    if digest(_shown(draft, text)) != text.seen:
        raise Stale(STALE)
    draft.body, draft.is_removal = text.body, False
    _touch(draft, by_id, now)
    return draft


def remove(session: Session, text: Text, *, by_id: int, now: datetime) -> None:
    """Plan to take a file of the folder out of the course; a file that is only a draft is let go at once.

    Raises ``Stale`` as a save does.
    """
    draft = _locked(session, text.course, text.name)
    if draft is not None and digest(_shown(draft, text)) != text.seen:
        raise Stale(STALE)
    if draft is not None and draft.is_removal:
        return
    if text.in_folder is None:
        if draft is not None:
            session.delete(draft)
        return
    if draft is None:
        draft = _begin(session, replace(text, body=b""), by_id=by_id, now=now)
    if draft is not None:
        draft.body, draft.is_removal = b"", True
        _touch(draft, by_id, now)


def discard(session: Session, text: Text) -> None:
    """Let a draft go, so that the folder's file counts again; raises ``Stale`` if it is not the one seen."""
    draft = _locked(session, text.course, text.name)
    if draft is None:
        return
    if digest(_shown(draft, text)) != text.seen:
        raise Stale(STALE)
    session.delete(draft)


def keep_mine(session: Session, text: Text, *, by_id: int, now: datetime) -> None:
    """Let a draft build on the folder's file as it is now, whose change its author has seen.

    ``seen`` is the digest of that file; raises ``Stale`` if it changed once more.
    """
    draft = _locked(session, text.course, text.name)
    if draft is None or digest(text.in_folder) != text.seen:
        raise Stale(STALE)
    if draft.based_on == text.seen:
        return
    draft.based_on = text.seen
    _touch(draft, by_id, now)


def _begin(session: Session, text: Text, *, by_id: int, now: datetime) -> Draft | None:
    if digest(text.in_folder) != text.seen:
        raise Stale(STALE)
    if text.in_folder == text.body:
        return None
    draft = Draft(
        course=text.course,
        path=text.name,
        body=text.body,
        based_on=text.seen,
        saved_by_id=by_id,
        saved_at=now,
    )
    if not insert_once(session, draft):
        raise Stale(STALE)
    return draft


def _touch(draft: Draft, by_id: int, now: datetime) -> None:
    draft.revision += 1
    draft.saved_by_id, draft.saved_at = by_id, now


def _shown(draft: Draft, text: Text) -> bytes:
    """What a page shows of a draft: for a file that is to go, still the text in the folder."""
    return (text.in_folder or b"") if draft.is_removal else draft.body


def _locked(session: Session, course: str, name: str) -> Draft | None:
    found = select(Draft).where(Draft.course == course, Draft.path == name).with_for_update()
    return session.scalars(found).one_or_none()


def _check(session: Session, text: Text) -> None:
    if not may_be_drafted(text.name):
        raise Invalid(
            "Texts (.md, .vtt) and pictures are written here. Put other files into the content folder."
        )
    limit = TEXT_LIMIT if is_text(text.name) else PICTURE_LIMIT
    if len(text.body) > limit:
        raise Invalid(f"This is larger than {limit // 1_000_000} MB. Split it, or make it smaller.")
    others = select(func.count(), func.coalesce(func.sum(func.length(Draft.body)), 0)).where(
        Draft.course == text.course, Draft.path != text.name
    )
    count, size = session.execute(others).one()
    if count >= FILES_LIMIT or size + len(text.body) > COURSE_LIMIT:
        raise Invalid("This course has too many drafts, or too large ones. Publish or discard some first.")
