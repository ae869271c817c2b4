"""Warnings about lessons as a whole: too long, untested, overdue, pictures that say nothing."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from university.engines.catalog.model import Course, Finding, Lesson
from university.engines.catalog.quality.words import words_of
from university.engines.catalog.quality.written import Written
from university.engines.markup.passages import read_pictures

MINUTES: Final = 7
WORDS_A_MINUTE: Final = 150
ALT_WORDS: Final = 3
FILE_NAME: Final = re.compile(r"\S+\.(?:png|jpe?g|webp|gif|svg|avif)", re.IGNORECASE)
OPENING: Final = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|screenshot|graphic) of\b", re.IGNORECASE
)


def review_lesson(file: Written, lesson: Lesson, course: Course) -> Iterator[Finding]:
    """Give what is doubtful about a lesson in its course."""
    words = sum(len(words_of(passage.text)) for passage in file.passages)
    if lesson.minutes > MINUTES:
        message = f"This lesson takes {lesson.minutes} minutes; 3 to {MINUTES} read well."
        yield file.warn("lesson-long", file.line_of("minutes"), message, "Make two lessons of it.")
    elif words > MINUTES * WORDS_A_MINUTE:
        message = f"This lesson has {words:,} words, which take more than {MINUTES} minutes."
        yield file.warn("lesson-long", file.line_of("minutes"), message, "Make two lessons of it, or cut.")
    if not lesson.practice and all(question.lesson != lesson.slug for question in course.quiz):
        message = "No question, practice or counted, tests the objective of this lesson."
        mend = "Ask one here, or one in the quiz that names this lesson."
        yield file.warn("objective-untested", file.line_of("objective"), message, mend)


def review_date(file: Written, review_by: date | None, today: date) -> Iterator[Finding]:
    """Say that the day has passed on which somebody wanted to look at a text again."""
    if review_by is not None and review_by < today:
        message = f"This text was to be reviewed by {review_by}."
        mend = "Read it against its sources, then set the next date."
        yield file.warn("review-past", file.line_of("review_by"), message, mend)


def review_pictures(file: Written) -> Iterator[Finding]:
    """Find pictures whose words do not say what the picture is there for."""
    for picture in read_pictures(file.body, first_line=file.body_line):
        words = picture.alt.strip()
        if FILE_NAME.fullmatch(words) or OPENING.match(words) or 0 < len(words_of(words)) < ALT_WORDS:
            message = f"The words {words[:60]!r} do not tell what this picture is there for."
            mend = "Say its point, as you would on the phone: ![A post with the line marked](…)."
            yield file.warn("alt-thin", picture.line, message, mend)
