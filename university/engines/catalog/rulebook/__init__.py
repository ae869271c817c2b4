"""The rule book: all that the checker can find, each rule once, with a bad and a good example.

`docs/checks.md` is printed from it, a test runs every example, and `severity_of` decides what is only
a warning.
"""

from collections.abc import Iterable
from typing import Final

from university.engines.catalog.model import Severity
from university.engines.catalog.rulebook import (
    changes,
    courses,
    drills,
    files,
    keys,
    kinds,
    media,
    offers,
    pictures,
    programs,
    quality,
    questions,
    texts,
)
from university.engines.catalog.rulebook.rule import Rule

CHAPTERS: Final[dict[str, tuple[Rule, ...]]] = {
    "Files and folders": files.RULES,
    "Keys at the top": keys.RULES,
    "Courses and programs": (*courses.RULES, *programs.RULES),
    "Texts": (*texts.RULES, *offers.RULES),
    "Pictures, films and files": (*pictures.RULES, *media.RULES),
    "Questions": (*questions.RULES, *kinds.RULES),
    "Decision drills": drills.RULES,
    "Changes since the live version": changes.RULES,
    "Warnings": quality.RULES,
}


def _by_code(chapters: Iterable[tuple[Rule, ...]]) -> dict[str, Rule]:
    rules = [rule for chapter in chapters for rule in chapter]
    book = {rule.code: rule for rule in rules}
    if len(book) < len(rules):
        raise ValueError("a code stands twice in the rule book")
    return book


RULES: Final = _by_code(CHAPTERS.values())
WARNINGS: Final = frozenset(code for code, rule in RULES.items() if rule.severity is Severity.WARNING)
ACCEPTABLE: Final = WARNINGS - {"accept-unused"}  # an author may answer these; that one is about answers


def severity_of(code: str) -> Severity:
    """Say how grave a finding is; what is not in the book keeps an item from being loaded."""
    return Severity.WARNING if code in WARNINGS else Severity.ERROR
