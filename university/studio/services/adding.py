"""Begin a course, and add lessons, questions and pictures to it: drafts, as if their author had typed them."""

import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

from sqlalchemy.orm import Session

from university.base.errors import Clash, Invalid
from university.courses.queries import get_catalog
from university.engines.catalog.folder import Unreadable
from university.engines.catalog.known import NAME
from university.engines.catalog.media import read_picture
from university.engines.catalog.media.forms import ENDINGS
from university.engines.catalog.model import QuestionKind
from university.engines.catalog.one_file import FRONT
from university.engines.catalog.pool import is_of_questions
from university.engines.catalog.skeleton import new_lesson, skeleton
from university.studio.models import Draft
from university.studio.queries.drafts import OpenFile, get_open_file, list_drafts
from university.studio.queries.folder import CourseFolder
from university.studio.rules import PICTURE_LIMIT, is_picture
from university.studio.rules.edits import with_lesson
from university.studio.rules.starters import starter
from university.studio.services.drafts import Text, save

NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
NOT_IN_ALT: Final = re.compile(r"[\[\]\\\r\n]+")
SAME_NAME: Final = 50


@dataclass(frozen=True)
class Picture:
    """A picture that was looked at, with a name that fits what it really is."""

    name: str
    body: bytes


def begin_course(
    session: Session, folder: CourseFolder, title: str, owner: str, *, by_id: int, now: datetime
) -> None:
    """Write the first drafts of a new course, whose beginner owns it; the same course is begun once.

    Raises ``Clash`` if there is another of that name.
    """
    files = skeleton(folder.course, title, owner, now.date())
    drafts = {draft.path: draft.body.decode() for draft in list_drafts(session, folder.course)}
    is_taken = folder.course in get_catalog(session).courses or folder.path.exists()
    if is_taken or (drafts and drafts != files):
        raise Clash(f"There is a course {folder.course} already. Choose another folder name.")
    for name, text in files.items():
        new = Text(course=folder.course, name=name, body=text.encode(), seen="", in_folder=None)
        save(session, new, by_id=by_id, now=now)


def add_lesson(
    session: Session, folder: CourseFolder, slug: str, title: str, module: int, *, by_id: int, now: datetime
) -> str:
    """Begin a lesson at the end of a module; gives its file's name. The same lesson is begun once.

    Raises ``Clash`` if there is another of that name.
    """
    name = f"{slug}.md"
    lesson = get_open_file(session, folder, name, may_be_new=True)
    text = new_lesson(folder.course, slug, title, now.date())
    if lesson.draft is not None and lesson.draft.body == text.encode():
        return name
    if lesson.draft is not None or lesson.in_folder is not None or not NAME.fullmatch(slug):
        raise Clash(f"There is a file {name} already. Choose another name.")
    front = get_open_file(session, folder, FRONT)
    listed = with_lesson(_decoded(front), module, slug)
    _write(session, folder, lesson, text, by_id=by_id, now=now)
    _write(session, folder, front, listed, by_id=by_id, now=now)
    return name


def add_question(
    session: Session,
    folder: CourseFolder,
    name: str,
    kind: QuestionKind,
    id_: str,
    lesson: str,
    *,
    by_id: int,
    now: datetime,
) -> int:
    """Put a question of this kind at the end of a file, once; gives the line it stands in.

    Raises ``Clash`` if the file has another question of that id.
    """
    file = get_open_file(session, folder, name)
    question = starter(kind, id_, lesson if is_of_questions(name) else "")
    text = _decoded(file).removesuffix(question).rstrip()
    if re.search(rf"\{{#{re.escape(id_)}[ }}]", text):
        raise Clash(f"There is a question {id_} in {name} already. Choose another id.")
    _write(session, folder, file, f"{text}\n\n{question}", by_id=by_id, now=now)
    return text.count("\n") + 3


def look_at(file_name: str, body: bytes) -> Picture:
    """Check a picture by its bytes, whatever it is called; slow. Raises ``Invalid`` with what to mend."""
    if len(body) > PICTURE_LIMIT:
        raise Invalid(f"This picture is larger than {PICTURE_LIMIT // 1_000_000} MB. Make it smaller.")
    stem = NOT_IN_NAMES.sub("-", PurePosixPath(file_name.lower()).stem).strip("-")[:60] or "picture"
    suffix = PurePosixPath(file_name.lower()).suffix
    given = f"{stem}{suffix}" if is_picture(f"{stem}{suffix}") else f"{stem}.png"
    with tempfile.TemporaryDirectory(prefix="university-") as place:
        Path(place, given).write_bytes(body)
        try:
            media = read_picture(Path(place), given)
        except Unreadable as error:
            raise Invalid(f"{error.message} {error.mend}") from error
    return Picture(f"{stem}.{ENDINGS[media.media_type]}", body)


def add_picture(
    session: Session, folder: CourseFolder, picture: Picture, alt: str, *, by_id: int, now: datetime
) -> str:
    """Keep a picture as a draft; gives the Markdown that shows it. The same picture is kept once."""
    name = _free_name(session, folder, picture)
    file = get_open_file(session, folder, name, may_be_new=True)
    if file.body != picture.body or (file.draft is None and file.in_folder is None):
        new = Text(course=folder.course, name=name, body=picture.body, seen=file.seen, in_folder=None)
        save(session, new, by_id=by_id, now=now)
    return f"![{' '.join(NOT_IN_ALT.sub(' ', alt).split())}]({name})"


def append_text(
    session: Session, folder: CourseFolder, name: str, more: str, *, by_id: int, now: datetime
) -> None:
    """Put a paragraph at the end of a file, unless it stands there already."""
    file = get_open_file(session, folder, name)
    text = _decoded(file).rstrip().removesuffix(more).rstrip()
    _write(session, folder, file, f"{text}\n\n{more}\n", by_id=by_id, now=now)


def _free_name(session: Session, folder: CourseFolder, picture: Picture) -> str:
    stem, _, ending = picture.name.rpartition(".")
    for number in range(1, SAME_NAME):
        name = picture.name if number == 1 else f"{stem}-{number}.{ending}"
        file = get_open_file(session, folder, name, may_be_new=True)
        is_free = file.draft is None and file.in_folder is None
        if is_free or (file.body == picture.body and not (file.draft and file.draft.is_removal)):
            return name
    raise Clash(f"There are too many pictures called {stem}. Give this one another name.")


def _write(
    session: Session, folder: CourseFolder, file: OpenFile, text: str, *, by_id: int, now: datetime
) -> Draft | None:
    new = Text(
        course=folder.course,
        name=file.name,
        body=text.encode(),
        seen=file.seen,
        in_folder=file.in_folder,
    )
    return save(session, new, by_id=by_id, now=now)


def _decoded(file: OpenFile) -> str:
    try:
        return file.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"{file.name} is not saved as UTF-8, so nothing can be added to it here.") from error
