"""The words that tell somebody that a course changed."""

from collections.abc import Sequence

from university.courses.queries import Version
from university.engines.catalog.model import ChangeLevel, Course
from university.learning.models import Enrollment
from university.outbox.services import Notice

MOST_NAMED = 3


def notice_of_move(
    enrollment: Enrollment,
    course: Course,
    live: Version,
    level: ChangeLevel,
    reopened: Sequence[str],
    *,
    is_back: bool,
) -> Notice | None:
    """What somebody in the middle of a course is told as it moves to another version; nothing for a typo."""
    if level is ChangeLevel.TYPO:
        return None
    titles = [course.lesson_by_slug[slug].title for slug in reopened]
    return notice_of_change(enrollment.employee_id, course, live, _kept(titles), is_back=is_back)


def notice_of_change(
    employee_id: int, course: Course, live: Version, what_follows: str, *, is_back: bool = False
) -> Notice:
    """One notice of one version: whoever was told of it is not told again, should it come back."""
    return Notice(
        kind="course changed",
        to=employee_id,
        about=f"version:{live.id}",
        subject=f"“{course.title}” changed",
        words=f"{_said(live, is_back=is_back)} {what_follows}",
        path=f"/courses/{course.slug}/changes/",
    )


def _said(live: Version, *, is_back: bool) -> str:
    """What the author wrote of a version; one that comes back was described when it was new."""
    if is_back:
        return "The course went back to an earlier version."
    if not live.note:
        return "Its page shows what is new."
    return f"What changed: {live.note}" + ("" if live.note.endswith((".", "!", "?")) else ".")


def _kept(titles: Sequence[str]) -> str:
    if not titles:
        return "All that you did is kept."
    named = ", ".join(f"“{title}”" for title in titles[:MOST_NAMED])
    more = f" and {len(titles) - MOST_NAMED} more" if len(titles) > MOST_NAMED else ""
    again = "One lesson is" if len(titles) == 1 else f"{len(titles)} lessons are"
    return f"{again} open again, with changed text: {named}{more}. The rest of what you did is kept."
