"""Bring in what was written elsewhere: a zip of a course, a folder of Markdown, questions in GIFT."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from sqlalchemy.orm import Session

from university.base.errors import Invalid
from university.engines.catalog.adopt import adopt
from university.engines.catalog.arrivals import Arrival, Entry
from university.engines.catalog.bundle import FILE_LIMIT, BadBundle, Bundle, open_bundle
from university.engines.catalog.folder import Folder, read_bytes
from university.engines.gift import read_gift
from university.engines.gift.markdown import to_markdown
from university.engines.markup.parse.headings import anchor_of
from university.studio.queries.drafts import OpenFile, get_open_file
from university.studio.queries.folder import CourseFolder
from university.studio.rules import may_be_drafted
from university.studio.services.drafts import Text, save
from university.studio.services.files import put_in_place

ZIP: Final = b"PK\x03\x04"
ID: Final = re.compile(r"\{#([a-z0-9-]+)")
GIFT_LIMIT: Final = 1_000_000
BUSY: Final = "A colleague is writing this file. Ask them to publish or to discard their draft first."
TAKEN_NAME: Final = "There is another file of this name. Say --replace to write over it."
NOT_HERE: Final = "Files of this kind are put into the content folder, not through the browser."


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where things go: a course, its question ids, the lesson that questions test, and the bank they go to.

    ``bank`` is what `bank_name` of the file says, ``in_bank`` what that file holds already.
    """

    course: str
    bank: str
    in_bank: bytes = b""
    question_ids: Collection[str] = ()
    lesson: str = ""


def bank_name(file_name: str) -> str:
    """Name the bank that the questions of a file go to: always the same for the same name."""
    word = anchor_of(PurePosixPath(file_name).stem)
    plain = "".join(sign for sign in word if sign == "-" or (sign.isascii() and sign.isalnum())).strip("-")
    return f"bank-{plain or 'questions'}.md"


def read_import(body: bytes, target: Target) -> Bundle:
    """Understand a file that came in, whatever it is; raises ``Invalid`` with what to do instead."""
    if not body.startswith(ZIP):
        return _questions(body, target)
    try:
        return open_bundle(body)
    except BadBundle as error:
        raise Invalid(str(error)) from error


def read_folder(path: Path, *, slug: str, title: str, owner: str, today: date) -> Bundle:
    """Make a course of a folder of Markdown from elsewhere; links out of it are not followed."""
    folder = Folder(root=path, place="")
    names = folder.names()
    refused = tuple(
        Entry(name=one.path, arrival=Arrival.REFUSED, reason=f"{one.message} {one.mend}")
        for one in folder.findings
    )
    files = {name: read_bytes(path, name, FILE_LIMIT, "file-too-large") for name in names}
    made = adopt(files, slug=slug, title=title, owner=owner, today=today)
    return Bundle(files=made.files, entries=made.entries + refused)


def _questions(body: bytes, target: Target) -> Bundle:
    if not target.lesson:
        raise Invalid("Say which lesson these questions test.")
    elsewhere = set(target.question_ids) - set(ID.findall(target.in_bank.decode(errors="replace")))
    taken = read_gift(_text(body), lesson=target.lesson, taken_ids=elsewhere)
    sections = [to_markdown(one.question) for one in taken if one.question]
    if not taken:
        raise Invalid("There is no question in this file. GIFT items end with answers in braces.")
    bank = f"---\ncourse: {target.course}\n---\n" + "\n".join(sections)
    return Bundle(
        files={target.bank: bank.encode()} if sections else {}, entries=tuple(one.entry for one in taken)
    )


def _text(body: bytes) -> str:
    if len(body) > GIFT_LIMIT:
        raise Invalid(f"This file is larger than {GIFT_LIMIT // 1_000_000} MB. Split it.")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("This file is not saved as UTF-8. Save it so, then bring it in again.") from error


def import_drafts(
    session: Session, folder: CourseFolder, bundle: Bundle, *, by_id: int, now: datetime
) -> tuple[Entry, ...]:
    """Keep what came in as drafts, and account for each thing; a colleague's draft is never touched."""
    told = {entry.name: entry for entry in bundle.entries}
    for name, body in bundle.files.items():
        entry = _import_one(session, folder, name, body, by_id=by_id, now=now)
        if entry.arrival is not Arrival.TAKEN or name not in told:
            told[name] = entry
    return tuple(told.values())


def _import_one(
    session: Session, folder: CourseFolder, name: str, body: bytes, *, by_id: int, now: datetime
) -> Entry:
    if not may_be_drafted(name):
        return Entry(name=name, arrival=Arrival.REFUSED, reason=NOT_HERE)
    file = get_open_file(session, folder, name, may_be_new=True)
    if file.draft is not None and file.draft.saved_by_id != by_id and file.body != body:
        return Entry(name=name, arrival=Arrival.REFUSED, reason=BUSY)
    text = Text(course=folder.course, name=name, body=body, seen=file.seen, in_folder=file.in_folder)
    try:
        save(session, text, by_id=by_id, now=now)
    except Invalid as refusal:
        return Entry(name=name, arrival=Arrival.REFUSED, reason=str(refusal))
    return _account(file, name, body)


def _account(file: OpenFile, name: str, body: bytes) -> Entry:
    if file.draft is None and file.in_folder is None:
        return Entry(name=name, arrival=Arrival.TAKEN)
    if file.body == body:
        return Entry(name=name, arrival=Arrival.TAKEN, reason="It was there already, just so.")
    return Entry(
        name=name, arrival=Arrival.CHANGED, reason="It stands in the place of the text that was here."
    )


def import_files(
    folder: CourseFolder, bundle: Bundle, *, may_replace: bool
) -> tuple[dict[str, bytes], tuple[Entry, ...]]:
    """Say which files to write into a course's folder, and account for each thing; writes nothing."""
    told = {entry.name: entry for entry in bundle.entries}
    files: dict[str, bytes] = {}
    for name, body in bundle.files.items():
        before = folder.find(name)
        if before == body:
            continue
        if before is None and not (folder.path / name).exists():
            files[name] = body
        elif before is not None and may_replace:
            files[name] = body
            told[name] = Entry(
                name=name, arrival=Arrival.CHANGED, reason="It replaces the file that was here."
            )
        else:
            told[name] = Entry(name=name, arrival=Arrival.REFUSED, reason=TAKEN_NAME)
    return files, tuple(told.values())


def count_arrivals(entries: Collection[Entry]) -> dict[Arrival, int]:
    """Count what became of things."""
    return {arrival: sum(entry.arrival is arrival for entry in entries) for arrival in Arrival}


def write_files(folder: CourseFolder, files: Mapping[str, bytes]) -> None:
    """Put files into a course's folder, all of them or none; raises ``Clash`` and ``Unavailable``."""
    with put_in_place(folder, files, {name: folder.find(name) for name in files}):
        pass
