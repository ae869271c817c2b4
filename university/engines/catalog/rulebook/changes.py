"""Rules about what a version may change; found when it is compared with the live one, at a load."""

from typing import Final

from university.engines.catalog.rulebook.kinds import ORDER
from university.engines.catalog.rulebook.minimal import COURSE
from university.engines.catalog.rulebook.questions import BODY
from university.engines.catalog.rulebook.rule import Rule, Spot, at

CHANGE: Final = Spot(
    path=COURSE,
    old="quiz: {pass_mark: 80, attempts: 3, wait_hours: 24}\nchange: {level: material, note: First version}",
)
STRICTER: Final = "quiz: {pass_mark: 90, attempts: 3, wait_hours: 24}\nchange: "

RULES: Final[tuple[Rule, ...]] = (
    at(
        CHANGE,
        "change-level-too-low",
        "It calls itself a `typo`, but more than prose changed since the live version.",
        bad=STRICTER + "{level: typo}",
        good=STRICTER + "{level: material, note: The pass mark is 90 now}",
        line=1,
    ),
    at(
        CHANGE,
        "change-note-missing",
        "A change is declared `clarify` or `material` without a `note`.",
        bad=STRICTER + "{level: material}",
        good=STRICTER + "{level: material, note: The pass mark is 90 now}",
        line=1,
    ),
    at(
        CHANGE,
        "change-note-old",
        "The `note` is still that of the version before.",
        bad=STRICTER + "{level: material, note: First version}",
        good=STRICTER + "{level: material, note: The pass mark is 90 now}",
        line=1,
    ),
    at(
        BODY,
        "question-id-reused",
        "A question has the id of another one that people have answered.",
        bad=ORDER,
        good=ORDER.replace("#what-first", "#what-order"),
        only_good=(
            Spot(path=COURSE, old="{level: material, note: First version}").swap(
                "{level: clarify, note: New}"
            ),
        ),
        line=1,
    ),
)
