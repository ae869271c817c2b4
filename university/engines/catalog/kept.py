"""Texts rendered before -> the same lessons and questions, while all that they were made from is the same."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Protocol

from pydantic import TypeAdapter, ValidationError

from university.engines.catalog.addresses import Addresses
from university.engines.catalog.folder import Folder, Unreadable
from university.engines.catalog.known import NOT_LESSONS, is_bank
from university.engines.catalog.model import Finding, Lesson, Question, Severity
from university.engines.catalog.questions import Register
from university.engines.markup import Flaw
from university.engines.markup.parse.document import Reference, Target

#: What turns text into lessons beside our own code.
PACKAGES: Final = (
    *("markdown-it-py", "mdit-py-plugins", "linkify-it-py", "nh3", "bleach", "pygments"),
    *("ruamel.yaml", "pydantic"),
)
ENGINES: Final = Path(__file__).parent.parent


@dataclass(frozen=True, kw_only=True)
class KeptText:
    """A lesson, or the counted questions of one file, and what it rests on beside its own file.

    That is where its links led, and the media it shows. ``taken`` are the ids of questions that it takes,
    each with its place; ``warnings`` are shown again.
    """

    lesson: Lesson | None = None
    questions: tuple[Question, ...] = ()
    led: tuple[tuple[Reference, Target], ...]
    used: dict[str, str]
    taken: dict[str, str]
    warnings: tuple[Finding, ...]


class Store(Protocol):
    """Where rendered texts lie between two readings; it may forget any of them."""

    def find(self, keys: Collection[str]) -> Mapping[str, KeptText]:
        """Give those of these texts that are here, in one go."""

    def keep(self, key: str, text: KeptText) -> None:
        """Take a text in."""


KEPT: Final = TypeAdapter(KeptText)


def pack_text(text: KeptText) -> dict[str, Any]:
    """Turn a text into values that JSON can hold."""
    packed: dict[str, Any] = KEPT.dump_python(text, mode="json")
    return packed


def unpack_text(packed: Mapping[str, Any]) -> KeptText | None:
    """Read a text back; nothing if it was packed by other code than this."""
    try:
        return KEPT.validate_python(packed)
    except ValidationError:
        return None


class Noted:
    """Resolves the references of one file, and notes what the file brings: where they led, ids, findings."""

    def __init__(self, addresses: Addresses, register: Register) -> None:
        """Begin one file."""
        self.addresses, self._register = addresses.for_next_file(), register
        self._findings, self._taken = len(addresses.folder.findings), set(register.taken)
        self._led: dict[Reference, Target | Flaw] = {}

    def __call__(self, reference: Reference) -> Target | Flaw:
        """Resolve one reference."""
        self._led[reference] = where = self.addresses(reference)
        return where

    def sum_up(self, lesson: Lesson | None, questions: tuple[Question, ...]) -> KeptText | None:
        """Give what the file gave in a form to keep; nothing if anything in it is an error."""
        led = [(reference, target) for reference, target in self._led.items() if isinstance(target, Target)]
        findings = self.addresses.folder.findings[self._findings :]
        if len(led) < len(self._led) or any(one.severity is Severity.ERROR for one in findings):
            return None
        return KeptText(
            lesson=lesson,
            questions=questions,
            led=tuple(led),
            used=_digests(self.addresses),
            taken={one: place for one, place in self._register.taken.items() if one not in self._taken},
            warnings=tuple(findings),
        )


@dataclass(kw_only=True)
class KeptTexts:
    """The texts of one course that the store may hold."""

    store: Store
    folder: Folder
    register: Register
    addresses: Addresses
    found: Mapping[str, KeptText] = field(default_factory=dict)

    def look_for(self, names: Iterable[str]) -> None:
        """Ask the store for what these files gave, all at once."""
        keys = [key for name in names if (key := self._key(name))]
        self.found = self.store.find(keys)

    def find(self, name: str) -> KeptText | None:
        """Give what a file gave before, if all it rests on is as it was then."""
        kept = self.found.get(self._key(name))
        if kept is None or not self.register.taken.keys().isdisjoint(kept.taken) or not self._leads_as(kept):
            return None
        self.register.taken |= kept.taken
        self.folder.findings += kept.warnings
        return kept

    def keep(
        self, name: str, noted: Noted, lesson: Lesson | None = None, questions: tuple[Question, ...] = ()
    ) -> None:
        """Give the store what a file just gave; one with errors it never gets."""
        if text := noted.sum_up(lesson, questions):
            self.store.keep(self._key(name), text)

    def _leads_as(self, kept: KeptText) -> bool:
        addresses = self.addresses.for_next_file()
        return all(addresses(reference) == target for reference, target in kept.led) and (
            _digests(addresses) == kept.used
        )

    def _key(self, name: str) -> str:
        """Name all that is known, before it is read, of what a file gives; empty if it cannot be read."""
        try:
            body = self.folder.body(name)
        except Unreadable:
            return ""
        where = (pipeline(), self.folder.label, self.folder.place, name, *self._lessons_of(name))
        return hashlib.sha256("\0".join(where).encode(errors="backslashreplace") + b"\0" + body).hexdigest()

    def _lessons_of(self, name: str) -> list[str]:
        """Give what a file may name in its braces: counted questions name lessons of the course."""
        stem = name.removesuffix(".md")
        return sorted(self.register.lessons) if stem in NOT_LESSONS or is_bank(stem) else []


def _digests(addresses: Addresses) -> dict[str, str]:
    return {name: hashlib.sha256(body).hexdigest() for name, body in addresses.used.items()}


@cache
def pipeline() -> str:
    """Name the code that renders: our engines' own files, and the version of each package they use."""
    total = hashlib.sha256(repr([(name, version(name)) for name in PACKAGES]).encode())
    for room in ("markup", "catalog"):
        for path in sorted((ENGINES / room).rglob("*.py")):
            total.update(str(path.relative_to(ENGINES)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
