"""What must be completed before a course may be begun."""

from collections.abc import Collection, Mapping, Sequence

from university.engines.catalog.model import Course


def missing_first(
    course: Course, live: Mapping[str, Course], completed: Collection[str]
) -> tuple[Course, ...]:
    """Give the prerequisites that somebody has not completed, in the author's order.

    One that is live no longer is asked of nobody: it could not be completed.
    """
    return tuple(live[one] for one in course.prerequisites if one in live and one not in completed)


def lock_words(course: Course, missing: Sequence[Course]) -> str:
    """Say in one sentence what comes before a course."""
    titles = [f"“{one.title}”" for one in missing]
    first = titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
    return f"“{course.title}” builds on {first}. Finish {'that' if len(titles) == 1 else 'those'} first."
