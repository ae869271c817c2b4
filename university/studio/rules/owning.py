"""Whose course it is: who may write in it, and who only reads and comments."""

from collections.abc import Collection
from typing import Final

from university.engines.catalog.yaml_text import BadYaml, read_yaml

FENCE: Final = "---"
ADMIN: Final = "admin"
HR: Final = "hr"


def may_edit(number: str, roles: Collection[str], owners: Collection[str]) -> bool:
    """Whether somebody may write in a course: its owners may, and administrators."""
    return number in owners or ADMIN in roles


def may_void(number: str, roles: Collection[str], owners: Collection[str]) -> bool:
    """Whether somebody may void a question of a course: it moves scores, so its owners may, and HR."""
    return number in owners or HR in roles


def owners_in(text: str) -> frozenset[str]:
    """The owners that a `course.md` names; nobody where its keys cannot be read."""
    head = text.partition(f"{FENCE}\n")[2].partition(f"\n{FENCE}")[0]
    try:
        owners = read_yaml(head).mapping.get("owners")
    except BadYaml:
        return frozenset()
    return frozenset(str(owner) for owner in owners) if isinstance(owners, list) else frozenset()
