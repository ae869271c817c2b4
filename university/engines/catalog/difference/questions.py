"""The questions of two versions -> each one that differs, with its options, steps and key."""

import html
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from university.engines.catalog.difference.align import Budget, pairs
from university.engines.catalog.difference.marks import mark
from university.engines.catalog.difference.model import (
    OptionChange,
    QuestionChange,
    RuleChange,
    State,
    StepChange,
)
from university.engines.catalog.difference.nodes import read, words_of
from university.engines.catalog.model import Option, Question, QuestionKind, Step
from university.engines.markup.clean import clean
from university.engines.markup.safe_html import SafeHTML

KEYLESS = frozenset({QuestionKind.ORDERING, QuestionKind.MATCHING, QuestionKind.DRILL})
ALIKE = 0.5


def question_changes(
    before: Sequence[Question], after: Sequence[Question], budget: Budget, *, is_counted: bool
) -> tuple[QuestionChange, ...]:
    """Say which questions differ, in the new order; those that are gone come last."""
    old = {question.id: question for question in before}
    new = {question.id: question for question in after}
    found = [
        question_change(old.get(question.id), question, budget, is_counted=is_counted) for question in after
    ]
    found += [
        question_change(question, None, budget, is_counted=is_counted)
        for question in before
        if question.id not in new
    ]
    return tuple(change for change in found if change)


def question_change(
    before: Question | None, after: Question | None, budget: Budget, *, is_counted: bool
) -> QuestionChange | None:
    """Compare one question with itself; None stands for a version that does not have it."""
    shown = after or before
    if before == after or shown is None:
        return None
    rules = tuple(_rules(before, after)) if before and after else ()
    return QuestionChange(
        id=shown.id,
        state=_state(before, after),
        kind=shown.kind,
        lesson=shown.lesson,
        stem=_text(_of(before, "stem"), _of(after, "stem"), budget),
        options=_options(before, after, shown.kind, budget),
        steps=_steps(before, after, budget),
        rules=rules,
        is_counted=is_counted,
    )


def _state(before: object, after: object) -> State:
    if before is None:
        return State.NEW
    if after is None:
        return State.GONE
    return State.SAME if before == after else State.CHANGED


def _text(before: SafeHTML | None, after: SafeHTML | None, budget: Budget) -> SafeHTML:
    """Mark a text; what is new or gone as a whole is not marked, since its heading says so."""
    if before is None or after is None or before == after:
        return after if after is not None else before or SafeHTML()
    return mark(before, after, budget)


def _of(thing: Question | Option | Step | None, name: str) -> SafeHTML | None:
    text: SafeHTML | None = getattr(thing, name, None)
    return text


def _rules(before: Question, after: Question) -> Iterator[RuleChange]:
    values = (
        ("Kind", before.kind, after.kind),
        ("Lesson it tests", before.lesson, after.lesson),
        ("Tags", ", ".join(before.tags), ", ".join(after.tags)),
        ("Order of options", _order_words(before), _order_words(after)),
        ("Points to pass", _points_words(before), _points_words(after)),
        ("Right order", _right_order(before), _right_order(after)),
    )
    yield from (RuleChange(name=name, before=old, after=new) for name, old, new in values if old != new)


def _order_words(question: Question) -> str:
    return "as written" if question.keeps_order else "shuffled"


def _points_words(question: Question) -> str:
    return str(question.pass_points) if question.steps else ""


def _right_order(question: Question) -> str:
    if question.kind is not QuestionKind.ORDERING:
        return ""
    return "; ".join(" ".join(words_of(read(option.text))) for option in question.options)


def _options(
    before: Question | Step | None, after: Question | Step | None, kind: QuestionKind, budget: Budget
) -> tuple[OptionChange, ...]:
    old, new = (before.options if before else ()), (after.options if after else ())
    partner_of = dict(_pairs(old, new, budget))
    taken = set(partner_of.values())
    gone = [place for place in range(len(old)) if place not in taken]
    found = []
    for place, option in enumerate(new):
        following = (partner_of[later] for later in range(place, len(new)) if later in partner_of)
        until = next(following, len(old))
        while gone and gone[0] < until:
            found.append(_option(old[gone.pop(0)], None, kind, budget))
        was = partner_of.get(place)
        found.append(_option(None if was is None else old[was], option, kind, budget))
    return (*found, *(_option(old[place], None, kind, budget) for place in gone))


def _pairs(old: Sequence[Option], new: Sequence[Option], budget: Budget) -> Iterator[tuple[int, int]]:
    """Pair the options that say the same wherever they stand, then those that say nearly the same."""
    places = {_words(option): place for place, option in enumerate(old)}
    free_old, free_new = set(range(len(old))), []
    for place, option in enumerate(new):
        was = places.get(_words(option))
        if was in free_old:
            free_old.discard(was)
            yield place, was
        else:
            free_new.append(place)
    rest = sorted(free_old)
    bags = (
        [Counter(_words(old[place])) for place in rest],
        [Counter(_words(new[place])) for place in free_new],
    )
    for i, j in pairs(*bags, budget, enough=ALIKE):
        yield free_new[j], rest[i]


def _words(option: Option) -> tuple[str, ...]:
    return tuple(words_of(read(option.text)))


def _option(before: Option | None, after: Option | None, kind: QuestionKind, budget: Budget) -> OptionChange:
    shown = after or before
    if shown is None:
        raise ValueError("an option is there before or after")
    rules = tuple(_option_rules(before, after, kind)) if before and after else ()
    text = _text(_of(before, "text"), _of(after, "text"), budget)
    feedback = _text(_of(before, "feedback"), _of(after, "feedback"), budget)
    is_same = (
        before and after and (before.text, before.feedback) == (after.text, after.feedback) and not rules
    )
    return OptionChange(
        state=State.SAME if is_same else _state(before, after),
        text=text,
        feedback=feedback,
        is_right=None if kind in KEYLESS else shown.is_right,
        rules=rules,
    )


def _option_rules(before: Option, after: Option, kind: QuestionKind) -> Iterator[RuleChange]:
    values = [
        ("Belongs to", _plain(before.partner), _plain(after.partner)),
        ("Accepts", _range(before.low, before.high), _range(after.low, after.high)),
        ("Stands for anything else", _yes(before.is_other), _yes(after.is_other)),
        ("Leads to", before.leads_to, after.leads_to),
        ("Points", _points(before.points), _points(after.points)),
        ("Critical", _yes(before.is_critical), _yes(after.is_critical)),
    ]
    if kind not in KEYLESS:
        values.insert(0, ("Answer", _right(before.is_right), _right(after.is_right)))
    yield from (RuleChange(name=name, before=old, after=new) for name, old, new in values if old != new)


def _plain(text: SafeHTML) -> str:
    return " ".join(words_of(read(text)))


def _right(is_right: bool) -> str:
    return "right" if is_right else "wrong"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _range(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return ""
    return str(low) if low == high else f"{low} to {high}"


def _points(points: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{value:+} {criterion}" for criterion, value in points)


def _steps(before: Question | None, after: Question | None, budget: Budget) -> tuple[StepChange, ...]:
    old: Mapping[str, Step] = before.step_by_id if before else {}
    new: Mapping[str, Step] = after.step_by_id if after else {}
    gone = [name for name in old if name not in new]
    return tuple(_step(old.get(name), new.get(name), budget) for name in [*new, *gone])


def _step(before: Step | None, after: Step | None, budget: Budget) -> StepChange:
    titles = [clean(html.escape(step.title)) if step else None for step in (before, after)]
    return StepChange(
        state=_state(before, after),
        title=_text(titles[0], titles[1], budget),
        text=_text(_of(before, "text"), _of(after, "text"), budget),
        options=_options(before, after, QuestionKind.DRILL, budget),
    )
