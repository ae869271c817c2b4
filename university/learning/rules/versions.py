"""What a new version of a course means for somebody who is in the middle of it."""

from collections.abc import Collection, Mapping

from university.engines.catalog.model import ChangeLevel, Course


def level_between(old_id: int, new_id: int, levels: Mapping[int, str]) -> ChangeLevel:
    """Give the greatest change level declared on the way from one version to another.

    Versions are numbered in the order of their first load, so that going back to an earlier one takes
    back all that was declared since.
    """
    low, high = sorted((old_id, new_id))
    order = list(ChangeLevel)
    passed = [ChangeLevel(level) for version_id, level in levels.items() if low < version_id <= high]
    return max(passed, key=order.index, default=ChangeLevel.TYPO)


def must_take_again(completed_in: int, live_id: int, levels: Mapping[int, str]) -> bool:
    """Say whether a course changed in a material way since the version that somebody completed."""
    return level_between(completed_in, live_id, levels) is ChangeLevel.MATERIAL


def reopened_lessons(
    before: Course, after: Course, done: Collection[str], level: ChangeLevel
) -> tuple[str, ...]:
    """Give the lessons done that must be done again, in the order of reading.

    Only a material change opens lessons, and only those whose own text changed.
    """
    if level is not ChangeLevel.MATERIAL:
        return ()
    was = {lesson.slug: lesson.digest for lesson in before.lessons}
    return tuple(
        lesson.slug
        for lesson in after.lessons
        if lesson.slug in done and was.get(lesson.slug) != lesson.digest
    )
