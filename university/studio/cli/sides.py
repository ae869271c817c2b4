"""One side of a comparison, as it was typed: a folder, a file, `course@3`, `course@live` or a digest."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import click
from flask.cli import ScriptInfo

from university.base.errors import Refusal
from university.engines.catalog import Known, read_catalog
from university.engines.catalog.difference import Difference
from university.engines.catalog.model import Catalog, Item, Severity
from university.studio import queries
from university.web.db import session

ItemKey = tuple[str, str]
DIGEST = re.compile(r"[0-9a-f]{6,64}")
NUMBERED = re.compile(r"(?P<slug>[a-z0-9-]+)@(?P<number>live|[1-9]\d{0,5})")
COURSE_FILES = frozenset({"course", "quiz"})


@dataclass(frozen=True, kw_only=True)
class Side:
    """What is compared, by kind and slug; ``only`` narrows a course to one of its files."""

    label: str
    items: dict[ItemKey, Item] = field(default_factory=dict)
    only: str = ""
    is_whole: bool = False

    def narrowed(self, difference: Difference) -> Difference:
        """Leave out what the file that was named does not hold."""
        if not self.only:
            return difference
        texts = tuple(text for text in difference.texts if text.slug == self.only)
        return replace(
            difference,
            rules=difference.rules if self.only == "course" else (),
            outline=difference.outline if self.only == "course" else (),
            texts=tuple(text for text in difference.texts if not text.slug)
            if self.only == "course"
            else texts,
            questions=difference.questions if self.only == "quiz" else (),
        )


def read_side(words: str) -> Side:
    """Read what was typed; raises ``click.UsageError`` for what is not there or cannot be read."""
    path = Path(words)
    if path.exists():
        return _on_disk(path, words)
    if numbered := NUMBERED.fullmatch(words):
        return _in_database(words, slug=numbered["slug"], number=numbered["number"])
    if DIGEST.fullmatch(words):
        return _in_database(words, digest=words)
    raise click.UsageError(
        f"{words!r} is neither a folder, nor a file, nor a version. Write smu-110@3, smu-110@live or a digest."
    )


def _on_disk(path: Path, label: str) -> Side:
    if path.is_dir():
        return Side(label=label, items=_read(path, label), is_whole=(path / "courses").is_dir())
    if (path.parent / "course.md").exists():
        only = "quiz" if path.stem == "bank" or path.stem.startswith("bank-") else path.stem
        return Side(label=label, items=_read(path.parent, label), only=only)
    items = {key: item for key, item in _read(path.parent.parent, label).items() if _is_file_of(key, path)}
    if not items:
        raise click.UsageError(f"{label} is no file of a course, certification, policy or tip sheet.")
    return Side(label=label, items=items)


def _is_file_of(key: ItemKey, path: Path) -> bool:
    rooms = {"certification": "certifications", "policy": "policies", "tip": "tips"}
    return rooms.get(key[0]) == path.parent.name and key[1] == path.stem


def _read(path: Path, label: str) -> dict[ItemKey, Item]:
    """Read a folder; one course that needs mending is refused, since there is nothing to compare."""
    # What a course names beside itself may lie elsewhere when it is compared.
    known = Known.around(path.resolve()) if (path / "course.md").exists() else None
    reading = read_catalog(path, replace(known, is_whole=False) if known else None)
    items = keyed(reading.catalog)
    if not items:
        first = next((one for one in reading.findings if one.severity is Severity.ERROR), None)
        raise click.UsageError(f"{label} cannot be compared. {first or 'There is nothing in it.'}")
    return items


def keyed(catalog: Catalog) -> dict[ItemKey, Item]:
    """Give everything in a catalog by kind and slug."""
    shelves: dict[str, dict[str, Item]] = {
        "course": {**catalog.courses},
        "certification": {**catalog.certifications},
        "policy": {**catalog.policies},
        "tip": {**catalog.tips},
    }
    return {(kind, slug): item for kind, shelf in shelves.items() for slug, item in shelf.items()}


def _in_database(label: str, *, slug: str = "", number: str = "", digest: str = "") -> Side:
    app = click.get_current_context().ensure_object(ScriptInfo).load_app()
    with app.app_context():
        try:
            version, item = queries.find_item(session(), slug=slug, number=number, digest=digest)
        except Refusal as refusal:
            raise click.UsageError(f"{label}: {refusal}") from refusal
    return Side(label=label, items={(version.kind.value, version.slug): item})
