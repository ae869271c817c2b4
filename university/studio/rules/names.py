"""Which files of a course may be written in the browser, and how large they may be."""

import re
from pathlib import PurePosixPath
from typing import Final

TEXT_LIMIT: Final = 1_000_000
PICTURE_LIMIT: Final = 10_000_000
COURSE_LIMIT: Final = 60_000_000
FILES_LIMIT: Final = 200
NAME: Final = re.compile(r"(?=.{1,100}\Z)[a-z0-9]+(?:[-_.][a-z0-9]+)*\.[a-z0-9]{2,4}")
TEXTS: Final = frozenset({".md", ".vtt"})
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"})


def is_file_name(name: str) -> bool:
    """Whether a draft may have this name: one plain file of a kind that is written here, in lower case."""
    return NAME.fullmatch(name) is not None and (is_text(name) or is_picture(name))


def is_text(name: str) -> bool:
    """Whether a file is edited as text."""
    return PurePosixPath(name).suffix in TEXTS


def is_picture(name: str) -> bool:
    """Whether a file is a picture that pages may show."""
    return PurePosixPath(name).suffix in PICTURES
