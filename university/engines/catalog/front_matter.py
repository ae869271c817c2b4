"""A file -> its keys and its text, or friendly words for what is wrong with the keys."""

import difflib
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from university.engines.catalog.folder import Folder
from university.engines.catalog.matter import Matter
from university.engines.catalog.yaml_text import BadYaml, Values, read_yaml

FENCE: Final = "---"
SIZE_LIMIT: Final = 20_000
WANTED: Final = {
    "int": "a whole number, without quotes",
    "date": "a date such as 2027-05-31",
    "tuple": "a list with `- ` before each item",
    "string_type": "words",
    "string_too_short": "at least one word",
    "warning_code": "the code of a warning, such as sentence-long",
    "model": "a group of keys and values, indented below it",
}

Kind = TypeVar("Kind", bound=Matter)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Kind]):
    """A file of the catalog: its keys, where each stands, and the Markdown below them."""

    matter: Kind
    values: Values
    body: str
    body_line: int

    def line(self, *path: str | int) -> int:
        """Give the line of a key."""
        return self.values.place(path)[0]


def read_front_matter(folder: Folder, name: str, kind: type[Kind]) -> Page[Kind] | None:
    """Read a file's keys and body; whatever is wrong becomes a finding, and then nothing comes back."""
    text = folder.text(name)
    if text is None:
        return None
    try:
        head, body = split(text)
        values = read_yaml(head, first_line=2)
    except BadYaml as error:
        folder.note(name, error.line, error.code, error.message, error.mend, error.column)
        return None
    try:
        matter = kind.model_validate(values.mapping)
    except ValidationError as error:
        _note_all(folder, name, values, kind, error)
        return None
    return Page(matter=matter, values=values, body=body, body_line=head.count("\n") + 4)


def split(text: str) -> tuple[str, str]:
    """Split a file at its two lines of three hyphens, which are left out; raises ``BadYaml`` without them."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        mend = "Begin the file with --- alone on a line, then the keys, then --- again."
        raise BadYaml("front-matter-missing", "The file does not begin with its keys.", mend, 1, 1)
    end = next((row for row, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        mend = "Put --- alone on a line after the last key."
        raise BadYaml("front-matter-open", "The keys at the top have no end.", mend, 1, 1)
    head = "\n".join(lines[1:end])
    if len(head) > SIZE_LIMIT:
        message = f"The keys at the top are longer than {SIZE_LIMIT // 1000} kB."
        raise BadYaml("front-matter-too-long", message, "Move the words into the text below.", 2, 1)
    return head, "\n".join(lines[end + 1 :])


def _note_all(folder: Folder, name: str, values: Values, kind: type[Matter], error: ValidationError) -> None:
    told: set[tuple[int | str, ...]] = set()
    for detail in error.errors(include_url=False):
        path = tuple(part for part in detail["loc"] if not _is_branch(part))
        if path not in told:
            told.add(path)
            line, column = values.place(path)
            folder.note(name, line, *_in_words(detail, path, kind), column)


def _is_branch(part: int | str) -> bool:
    """Say whether this is the name of a branch of a type, not a key that the author wrote."""
    return isinstance(part, str) and ("[" in part or "(" in part)


def _in_words(detail: ErrorDetails, path: tuple[int | str, ...], kind: type[Matter]) -> tuple[str, str, str]:
    key = _named(path)
    if detail["type"] == "missing":
        return "key-missing", f"The key {key} is missing.", f"Add {key} with its value."
    if detail["type"] == "extra_forbidden":
        return "key-unknown", f"The key {key} is not known here.", _suggest(str(path[-1]), kind)
    wanted = next((words for kind, words in WANTED.items() if detail["type"].startswith(kind)), "")
    message = f"The value of {key} does not fit: {detail['msg'].removeprefix('Input ').lower()}."
    if not wanted:
        return "value-wrong", message, "Choose one that fits."
    return "value-wrong", f"The value of {key} is not {wanted}.", f"Write {wanted}."


def _named(path: tuple[int | str, ...]) -> str:
    words = [f"number {part + 1}" if isinstance(part, int) else f"`{part}`" for part in path]
    return " of ".join(reversed(words)) or "at the top"


def _suggest(key: str, kind: type[Matter]) -> str:
    near = difflib.get_close_matches(key, _all_keys(kind), n=1)
    return (
        f"Did you mean `{near[0]}`?"
        if near
        else f"Take it out; the keys here are {', '.join(kind.model_fields)}."
    )


def _all_keys(kind: type[Matter]) -> list[str]:
    groups = kind.model_json_schema().get("$defs", {}).values()
    return [*kind.model_fields, *(key for group in groups for key in group.get("properties", {}))]
