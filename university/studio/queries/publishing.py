"""Read what would go live with the drafts of a course, and how it differs from what is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from university.engines.catalog import Reading, least_level
from university.engines.catalog.change import reasons
from university.engines.catalog.model import ChangeLevel, Course, Finding, Severity
from university.studio.models import Draft
from university.studio.queries.drafts import map_drafting_authors
from university.studio.queries.reviews import ReviewRow, list_reviews
from university.studio.queries.workbench import Workbench
from university.studio.rules import differences, is_text
from university.studio.rules.differences import Hunk


@dataclass(frozen=True, kw_only=True)
class FileDifference:
    """One drafted file beside the folder's: what differs, or that it cannot be shown as text."""

    draft: Draft
    saved_by: str
    is_new: bool
    is_text: bool
    hunks: Sequence[Hunk]

    @property
    def is_same(self) -> bool:
        """Whether the draft says what the folder says, as after a publishing that broke off."""
        return self.is_text and not self.is_new and not self.draft.is_removal and not self.hunks


@dataclass(frozen=True, kw_only=True)
class Publishing:
    """What would go live: ``course`` is nothing while errors stand in its way."""

    course: Course | None
    errors: Sequence[Finding]
    warnings: Sequence[Finding]
    files: Sequence[FileDifference]
    least: ChangeLevel
    reasons: Sequence[str]
    reviews: Sequence[ReviewRow]


def list_differences(session: Session, bench: Workbench) -> Sequence[FileDifference]:
    """Every drafted file of a course with what differs from the folder."""
    people = map_drafting_authors(session, bench.slug)
    return [_difference(bench, draft, people.get(draft.saved_by_id, "")) for draft in bench.drafts]


def get_publishing(session: Session, bench: Workbench, reading: Reading) -> Publishing:
    """What would go live, from a reading of the folder with its drafts."""
    course = reading.catalog.courses.get(bench.slug)
    old = bench.live
    return Publishing(
        course=course,
        errors=[finding for finding in reading.findings if finding.severity is Severity.ERROR],
        warnings=[finding for finding in reading.findings if finding.severity is Severity.WARNING],
        files=list_differences(session, bench),
        least=least_level(old, course) if old and course else ChangeLevel.TYPO,
        reasons=reasons(old, course) if old and course else [],
        reviews=list_reviews(session, bench.slug, bench.drafts),
    )


def _difference(bench: Workbench, draft: Draft, saved_by: str) -> FileDifference:
    before = bench.folder.find(draft.path)
    hunks: Sequence[Hunk] = ()
    if is_text(draft.path):
        hunks = differences(_text(before or b""), "" if draft.is_removal else _text(draft.body))
    return FileDifference(
        draft=draft,
        saved_by=saved_by,
        is_new=before is None,
        is_text=is_text(draft.path),
        hunks=hunks,
    )


def _text(body: bytes) -> str:
    return body.decode("utf-8-sig", errors="replace")
