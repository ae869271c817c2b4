"""What authors may write, where, and how urgent it is: decisions only."""

from university.studio.rules.differences import Hunk, differences
from university.studio.rules.names import (
    COURSE_LIMIT,
    FILES_LIMIT,
    PICTURE_LIMIT,
    TEXT_LIMIT,
    is_picture,
    is_text,
    may_be_drafted,
)
from university.studio.rules.owning import may_edit, may_void, owners_in
from university.studio.rules.reviewing import SOON, ReviewState, review_state

__all__ = [
    "COURSE_LIMIT",
    "FILES_LIMIT",
    "PICTURE_LIMIT",
    "SOON",
    "TEXT_LIMIT",
    "Hunk",
    "ReviewState",
    "differences",
    "is_picture",
    "is_text",
    "may_be_drafted",
    "may_edit",
    "may_void",
    "owners_in",
    "review_state",
]
