"""Which files of a course are written in the browser, and how large they may be."""

from pathlib import PurePosixPath
from typing import Final

from university.engines.catalog.media import form_of
from university.engines.catalog.names import is_file_name
from university.engines.markup.parse.document import TargetKind

TEXT_LIMIT: Final = 1_000_000
PICTURE_LIMIT: Final = 10_000_000
COURSE_LIMIT: Final = 60_000_000
FILES_LIMIT: Final = 200
TEXTS: Final = frozenset({".md", ".vtt"})
PICTURES: Final = frozenset({TargetKind.PICTURE, TargetKind.DRAWING})


def may_be_drafted(name: str) -> bool:
    """Whether a file is written here: a text or a picture that lies beside `course.md`, not in a folder."""
    return is_file_name(name) and "/" not in name and (is_text(name) or is_picture(name))


def is_text(name: str) -> bool:
    """Whether a file is edited as text."""
    return PurePosixPath(name).suffix in TEXTS


def is_picture(name: str) -> bool:
    """Whether a file is a picture that pages may show."""
    form = form_of(name)
    return form is not None and form.kind in PICTURES
