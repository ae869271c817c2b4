"""The keys of every kind of file as JSON Schema, for editors and for the pages about them."""

from typing import Any, Final

from university.engines.catalog.matter import (
    BankMatter,
    CourseMatter,
    LessonMatter,
    Matter,
    QuizMatter,
)
from university.engines.catalog.program_matter import CertificationMatter, PolicyMatter, TipMatter

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
KINDS: Final[dict[str, tuple[type[Matter], str]]] = {
    "course": (CourseMatter, "course.md"),
    "lesson": (LessonMatter, "a lesson"),
    "quiz": (QuizMatter, "quiz.md"),
    "bank": (BankMatter, "bank.md and bank-<name>.md"),
    "certification": (CertificationMatter, "a certification"),
    "policy": (PolicyMatter, "a policy"),
    "tip": (TipMatter, "a tip sheet"),
}
LAST: Final = "accept"
#: What is a choice of words and no group of keys, and the one place of each.
CHOICES: Final = {"ChangeLevel": ("ChangeMatter", "level"), "Display": ("QuizRules", "display")}
Schema = dict[str, Any]


def schema_of(kind: str) -> Schema:
    """Give the JSON Schema of the keys of a kind of file; raises ``KeyError`` for no kind."""
    model, name = KINDS[kind]
    schema = _plain(_resolved(model.model_json_schema()))
    schema["properties"][LAST] = schema["properties"].pop(LAST)
    return {
        "$schema": DIALECT,
        "title": f"Keys of {name}",
        **schema,
        "description": f"What stands between the two lines of three hyphens at the top of {name}.",
    }


def _resolved(schema: Schema) -> Schema:
    """Write out what is only a choice of words; groups of keys stay named."""
    for choice, (group, key) in CHOICES.items():
        if words := schema.get("$defs", {}).pop(choice, None):
            place = schema["$defs"][group]["properties"][key]
            del place["$ref"]
            place |= {"type": "string", "enum": words["enum"]}
    return schema


def _plain(part: Any) -> Any:  # noqa: ANN401 -- JSON
    """Drop the names of our classes, and let a number stand for words as the checker does."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _plain(value) for key, value in part.items() if key != "title" or isinstance(value, dict)}
    is_free = not kept.keys() & {"enum", "const", "format"}
    return kept | {"type": ["string", "number"]} if kept.get("type") == "string" and is_free else kept
