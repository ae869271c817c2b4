"""The front matter of two versions -> each value that differs, in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from university.engines.catalog.difference.model import RuleChange
from university.engines.catalog.model import (
    Certification,
    Course,
    Electives,
    Lesson,
    OwnQuiz,
    Policy,
    Practical,
    Source,
    Tip,
)

Thing = Course | Certification | Policy | Tip | Lesson
Words = Callable[[Any], str]
Values = Mapping[str, tuple[str, Words]]


def _joined(values: Sequence[str]) -> str:
    return "; ".join(values)


def _percent(value: int) -> str:
    return f"{value}%"


def _minutes(value: int) -> str:
    return f"{value} min"


def _limit(value: int | None) -> str:
    return f"{value} min" if value else "none"


def _hours(value: int) -> str:
    return f"{value} hours"


def _months(value: int) -> str:
    return f"{value} months"


def _days(value: int) -> str:
    return f"{value} days"


def _date(value: date | None) -> str:
    return value.isoformat() if value else ""


def _sources(values: Sequence[Source]) -> str:
    return "; ".join(f"{source.name} ({source.date})" for source in values)


def _electives(values: Sequence[Electives]) -> str:
    return "; ".join(f"{one.choose} of {', '.join(one.of) or 'any'}" for one in values)


def _own_quiz(value: OwnQuiz | None) -> str:
    if value is None:
        return "none"
    drawn = ", ".join(f"{count} tagged {tag}" for tag, count in value.draw)
    return f"{drawn}; {value.pass_mark}% to pass"


def _practicals(values: Sequence[Practical]) -> str:
    return " | ".join(map(_practical, values))


def _practical(one: Practical) -> str:
    rubric = "; ".join(f"{line.criterion} ({line.look_for}): {line.points}" for line in one.rubric)
    return (
        f"{one.title}. {one.task} To hand in: {one.submission} Marked by: {one.reviewer} "
        f"Rubric: {rubric}. Passed from {one.pass_points}. Fails at once: {'; '.join(one.critical_errors)}"
    )


SHARED: Final[Values] = {
    "title": ("Title", str),
    "summary": ("Summary", str),
}
KEPT: Final[Values] = {
    "owners": ("Owners", _joined),
    "review_by": ("Review by", _date),
}
COURSE: Final[Values] = {
    **SHARED,
    "audience": ("For", str),
    "minutes": ("Time", _minutes),
    "objectives": ("What you will be able to do", _joined),
    "prerequisites": ("To finish first", _joined),
    "pass_mark": ("Pass mark", _percent),
    "attempts": ("Attempts", str),
    "wait_hours": ("Waiting time", _hours),
    "quiz_minutes": ("Time for an attempt", _limit),
    "display": ("Shown after handing in", str),
    **KEPT,
}
CERTIFICATION: Final[Values] = {
    **SHARED,
    "permission": ("Permission", str),
    "permission_words": ("What it allows", str),
    "after": ("Comes after", _joined),
    "required": ("Courses", _joined),
    "electives": ("Electives", _electives),
    "credits": ("Unconference credits", str),
    "quiz": ("Its own quiz", _own_quiz),
    "renewal": ("Renewal quiz", _own_quiz),
    "practicals": ("Practical work", _practicals),
    "policies": ("Policies", _joined),
    "pass_mark": ("Pass mark", _percent),
    "months_valid": ("Valid for", _months),
    "warn_days": ("Warns before its end", _days),
    "retake_days": ("A changed course is taken again within", _days),
    **KEPT,
}
POLICY: Final[Values] = {**SHARED, **KEPT}
TIP: Final[Values] = {
    **SHARED,
    "network": ("Network", str),
    "author": ("Author", str),
    "evidence": ("Evidence", _sources),
    **KEPT,
}
LESSON: Final[Values] = {
    "title": ("Title", str),
    "minutes": ("Time", _minutes),
    "objective": ("Objective", str),
    "sources": ("Sources", _sources),
    "review_by": ("Review by", _date),
    "invented": ("Invented", str),
}
RULES: Final[Mapping[type, Values]] = {
    Course: COURSE,
    Certification: CERTIFICATION,
    Policy: POLICY,
    Tip: TIP,
    Lesson: LESSON,
}


def rule_changes(before: Thing, after: Thing) -> tuple[RuleChange, ...]:
    """Say each value that differs between two things of one kind, in the order of the page."""
    return tuple(_changes(before, after))


def _changes(before: Thing, after: Thing) -> Iterator[RuleChange]:
    for value, (name, words) in RULES[type(after)].items():
        old, new = getattr(before, value), getattr(after, value)
        if old != new:
            yield RuleChange(name=name, before=words(old), after=words(new))
    if isinstance(before, Course) and isinstance(after, Course) and draw_words(before) != draw_words(after):
        yield RuleChange(name="Questions asked", before=draw_words(before), after=draw_words(after))


def draw_words(course: Course) -> str:
    """Say which questions one attempt asks."""
    if course.draw_by_tag:
        return ", ".join(f"{count} tagged {tag}" for tag, count in course.draw_by_tag)
    return f"{course.draw} of the bank" if course.draw else "all"
