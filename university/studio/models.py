"""What authors are writing: drafts beside the live files, and whom they asked to look at them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from university.storage.tables import Base


class Draft(Base):
    """One file of a course as it is being written; ``revision`` rises with each save.

    ``based_on`` is the digest of the file in the folder when the draft began, empty for a new file.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("course", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str]
    path: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(default=1)
    based_on: Mapped[str]
    is_removal: Mapped[bool] = mapped_column(default=False)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    saved_at: Mapped[datetime]


class ReviewAnswer(StrEnum):
    """What became of a review that was asked for."""

    ASKED = "asked"
    AGREED = "agreed"
    CHANGES_ASKED = "changes asked"


class DraftReview(Base):
    """One colleague asked to look at a course's drafts, and the answer."""

    __tablename__ = "draft_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    asked_at: Mapped[datetime]
    words: Mapped[str]
    state: Mapped[ReviewAnswer] = mapped_column(default=ReviewAnswer.ASKED)
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
