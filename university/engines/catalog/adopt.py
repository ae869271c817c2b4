"""A folder of Markdown from elsewhere -> the files of a course, with an account of what was changed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from university.engines.catalog.arrivals import Arrival, Entry
from university.engines.catalog.bundle import Bundle
from university.engines.catalog.known import NAME
from university.engines.catalog.names import is_file_name
from university.engines.catalog.skeleton import FIRST_LESSON, skeleton
from university.engines.catalog.yaml_text import in_quotes
from university.engines.markup import parse
from university.engines.markup.parse.headings import anchor_of

NUMBERED: Final = re.compile(r"^\d+[\s._-]*")
FRONT: Final = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
TITLE: Final = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
WORDS_A_MINUTE: Final = 150
NOT_LESSONS: Final = frozenset({"readme", "index", "course", "quiz", "license", "contributing", "changes"})
MODULES: Final = "modules:\n"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file from elsewhere under the name it gets here."""

    old: str
    new: str
    body: bytes


@dataclass(frozen=True, kw_only=True)
class _Lesson:
    title: str
    text: str
    reasons: tuple[str, ...] = field(default_factory=tuple)


def adopt(files: Mapping[str, bytes], *, slug: str, title: str, owner: str, today: date) -> Bundle:
    """Make a course of Markdown files: each becomes a lesson, in the order of their names.

    What front matter the files had is replaced by that of a lesson, keeping a title; names become
    addresses, links follow them. `course.md` and `quiz.md` are a skeleton for the author to fill in.
    """
    sources = list(_named(files))
    lessons = [one for one in sources if one.new.endswith(".md")]
    written: dict[str, bytes] = {one.new: one.body for one in sources if one not in lessons}
    entries = [_entry(one, ()) for one in sources if one not in lessons]
    entries += [_refused(name) for name in sorted(files.keys() - {one.old for one in sources})]
    for one in lessons:
        lesson = _lesson(one, slug, {other.old: other.new for other in sources})
        if lesson is None:
            entries.append(Entry(name=one.old, arrival=Arrival.REFUSED, reason="It is not saved as UTF-8."))
            continue
        written[one.new] = lesson.text.encode()
        entries.append(_entry(one, lesson.reasons))
    names = [one.new.removesuffix(".md") for one in lessons if one.new in written]
    for name, text in _frame(slug, title, owner, today, names).items():
        written[name] = text.encode()
        entries.append(Entry(name=name, arrival=Arrival.CHANGED, reason="A skeleton: fill it in."))
    return Bundle(files=written, entries=tuple(entries))


def _named(files: Mapping[str, bytes]) -> Iterator[Source]:
    taken: set[str] = set()
    for old in sorted(files):
        path = PurePosixPath(old)
        stem = anchor_of(NUMBERED.sub("", path.stem) or path.stem)
        new = f"{stem}{path.suffix.lower()}"
        if stem in NOT_LESSONS or not NAME.fullmatch(stem) or not is_file_name(new):
            continue
        number = 2
        while new in taken:
            new, number = f"{stem}-{number}{path.suffix.lower()}", number + 1
        taken.add(new)
        yield Source(old=old, new=new, body=files[old])


def _refused(name: str) -> Entry:
    is_front = PurePosixPath(name).stem.casefold() in NOT_LESSONS
    reason = (
        "It is no lesson; move what you need of it by hand." if is_front else "Its name cannot be an address."
    )
    return Entry(name=name, arrival=Arrival.REFUSED, reason=reason)


def _entry(source: Source, reasons: tuple[str, ...]) -> Entry:
    renamed = (f"It is called {source.new} now.",) if source.old != source.new else ()
    said = " ".join((*renamed, *reasons))
    return Entry(name=source.old, arrival=Arrival.CHANGED if said else Arrival.TAKEN, reason=said)


def _lesson(source: Source, course: str, renamed: Mapping[str, str]) -> _Lesson | None:
    try:
        text = source.body.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    front = FRONT.match(text)
    body = text[front.end() :] if front else text
    told = TITLE.search(front[1]) if front else None
    heading, body = _level(body)
    title = (told[1].strip("\"'") if told else heading) or source.new.removesuffix(".md").replace(
        "-", " "
    ).capitalize()
    body = _follow(body, renamed)
    reasons = ["It has the front matter of a lesson now: look at its objective."]
    return _Lesson(
        title=title, text=_matter(course, title, body) + body.strip("\n") + "\n", reasons=tuple(reasons)
    )


def _level(body: str) -> tuple[str, str]:
    """Take the first heading of the highest level off as the title; put all others one down if one is left."""
    lines = body.split("\n")
    headings = [(part.line - 1, part.heading.text) for part in parse(body).parts if part.heading]
    tops = [(row, text) for row, text in headings if _is_top(lines, row)]
    for row, _ in headings:
        if tops and row == tops[0][0]:
            _take_out(lines, row)
        elif len(tops) > 1:
            _put_down(lines, row)
    return tops[0][1] if tops else "", "\n".join(lines)


def _is_top(lines: list[str], row: int) -> bool:
    line = lines[row].lstrip()
    return not line.startswith("##") if line.startswith("#") else _is_underline(lines, row, "=")


def _is_underline(lines: list[str], row: int, sign: str) -> bool:
    return row + 1 < len(lines) and set(lines[row + 1].strip()) == {sign}


def _take_out(lines: list[str], row: int) -> None:
    lines[row] = ""
    if _is_underline(lines, row, "="):
        lines[row + 1] = ""


def _put_down(lines: list[str], row: int) -> None:
    if lines[row].lstrip().startswith("#"):
        lines[row] = f"#{lines[row].lstrip()}"
    elif _is_underline(lines, row, "="):
        lines[row + 1] = "---"


def _follow(body: str, renamed: Mapping[str, str]) -> str:
    for old, new in renamed.items():
        for spelled in {old, quote(old), f"./{old}", f"<{old}>"}:
            body = body.replace(f"]({spelled})", f"]({new})").replace(f"]({spelled} ", f"]({new} ")
            body = body.replace(f"]({spelled}#", f"]({new}#")
    return body


def _matter(course: str, title: str, body: str) -> str:
    quoted = in_quotes(title)
    objective = in_quotes(f"Explain {title} in your own words (understand).")
    minutes = max(1, -(-len(body.split()) // WORDS_A_MINUTE))
    return f"---\ncourse: {course}\ntitle: {quoted}\nminutes: {minutes}\nobjective: {objective}\n---\n"


def _frame(slug: str, title: str, owner: str, today: date, lessons: list[str]) -> dict[str, str]:
    """Take the skeleton's course and quiz, with these lessons in place of its own."""
    files = skeleton(slug, title, owner, today)
    if not lessons:
        return files
    head, _, rest = files["course.md"].partition(MODULES)
    body = rest.partition("---\n")[2]
    listed = "".join(f"      - {name}\n" for name in lessons)
    course = f"{head}{MODULES}  - title: All lessons\n    lessons:\n{listed}---\n{body}"
    return {
        "course.md": course,
        "quiz.md": files["quiz.md"].replace(f"lesson={FIRST_LESSON}", f"lesson={lessons[0]}"),
    }
