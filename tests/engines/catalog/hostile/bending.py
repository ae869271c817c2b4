"""The ways to bend a course: each gives an act that is handed the folder of a good one."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from university.engines.catalog.rulebook.minimal import COURSE, LESSON, MINIMAL, QUIZ

SLUG = "smu-666"
FILES = {name.rpartition("/")[2]: MINIMAL[name].replace("smu-110", SLUG) for name in (COURSE, LESSON, QUIZ)}


@dataclass(frozen=True)
class Case:
    """One way to bend a course; a harmless one may load, but nobody else may notice either."""

    name: str
    bend: Callable[[Path], None]
    is_harmless: bool = False


def put(name: str, text: str | bytes) -> Callable[[Path], None]:
    """Write a file."""

    def bend(course: Path) -> None:
        path = course / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode(errors="surrogatepass"))

    return bend


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Write a file with some words in place of others."""
    assert old in FILES[name], old
    return put(name, FILES[name].replace(old, new, 1))


def body(text: str) -> Callable[[Path], None]:
    """Write a lesson with this text in place of its prose."""
    return swap("first-line.md", "Mira types.", text)


def keys(text: str) -> Callable[[Path], None]:
    """Write a course whose keys begin with these lines."""
    return swap("course.md", "---\n", f"---\n{text}\n")


def instead(name: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Put something that is no plain file in the place of one."""

    def bend(course: Path) -> None:
        (course / name).unlink()
        make(course / name)

    return bend


def beside(name: str | bytes, make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Put something beside the files of the course."""

    def bend(course: Path) -> None:
        make(course / os.fsdecode(name))

    return bend


def many(count: int, name: str = "note-{}.txt") -> Callable[[Path], None]:
    """Write so many files."""

    def bend(course: Path) -> None:
        for number in range(count):
            (course / name.format(number)).write_text("x")

    return bend


def deep(levels: int) -> Callable[[Path], None]:
    """Nest so many folders, with a file in the last."""

    def bend(course: Path) -> None:
        for _ in range(levels):
            course /= "d"
            course.mkdir()
        (course / "lost.md").write_text(FILES["first-line.md"])

    return bend


def gone(*names: str) -> Callable[[Path], None]:
    """Take files away, as a pull does on its way."""

    def bend(course: Path) -> None:
        for name in names:
            (course / name).unlink()

    return bend


def both(*bends: Callable[[Path], None]) -> Callable[[Path], None]:
    """Bend a course in several ways."""

    def bend(course: Path) -> None:
        for one in bends:
            one(course)

    return bend


def listen(path: Path) -> None:
    """Put a socket there."""
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path must be short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def link_to(target: str) -> Callable[[Path], None]:
    """Make a link."""
    return lambda path: path.symlink_to(target)


def conflicted(name: str) -> Callable[[Path], None]:
    """Write a file as a merge leaves it."""
    text = FILES[name]
    return put(name, f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n")
