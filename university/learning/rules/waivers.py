"""Prior learning: what a claim must hold, which lessons it covers, and what that makes of a completion."""

from collections.abc import Collection, Sequence

from university.base.errors import Invalid

LEAST_EVIDENCE, LONGEST_EVIDENCE = 20, 2000
LONGEST_WORDS = 600


def check_evidence(evidence: str) -> None:
    """Raise ``Invalid`` for evidence that says too little, or more than anybody reads."""
    if not LEAST_EVIDENCE <= len(evidence.strip()) <= LONGEST_EVIDENCE:
        raise Invalid(
            f"Say in {LEAST_EVIDENCE} to {LONGEST_EVIDENCE} letters what was learned, where and when, "
            "so that it can be looked up years from now."
        )


def check_words(words: str) -> None:
    """Raise ``Invalid`` for an answer without a reason, or too long a one."""
    if not 1 <= len(words.strip()) <= LONGEST_WORDS:
        raise Invalid(f"Say why, in {LONGEST_WORDS} letters at most: the person reads it.")


def lessons_to_waive(
    course_lessons: Sequence[str], done: Collection[str], to_redo: Collection[str]
) -> tuple[str, ...]:
    """Give the lessons that a waiver covers, in the order of reading.

    What is done stays as it is, and what the quiz sends somebody back to (``to_redo``) is really read.
    """
    return tuple(lesson for lesson in course_lessons if lesson not in done and lesson not in to_redo)


def is_waived(course_lessons: Sequence[str], read: Collection[str]) -> bool:
    """Say whether a completion counts as waived: some lesson of the course was never read itself."""
    return any(lesson not in read for lesson in course_lessons)
