"""What a rule would do, as the page says it before it is made: whom it asks, by when, and whom it leaves out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from university.base.errors import Invalid, NotFound
from university.courses.queries import get_catalog
from university.learning.queries.assigning import Asked, AssignPlan, plan_rule
from university.learning.queries.audiences import check_line
from university.learning.rules.assigning import preview, window
from university.learning.rules.assignment_words import audience_words, due_words, when_words
from university.learning.rules.audiences import BY_NUMBER, AssignmentValues, check_values
from university.people.queries import find_employee_by_number

NAMED = 12
ALL_DONE = "Everybody whom this means has done the course already. There is nothing to ask."
NOBODY = "Nobody is there whom this could mean. Choose other people."


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A rule that is not made yet, in words and names; ``example`` is the person whose dates are shown."""

    title: str
    whom: str
    when: str
    asks_later: bool
    plan: AssignPlan
    days: Sequence[tuple[str, int]]
    example: Asked
    dates: Sequence[str]
    window_days: int

    @property
    def named(self) -> Sequence[str]:
        """The first of those who would be asked, by name."""
        return [one.member.name for one in self.plan.to_ask[:NAMED]]

    @property
    def rest(self) -> int:
        """How many more would be asked."""
        return max(0, len(self.plan.to_ask) - NAMED)

    @property
    def left_out(self) -> Sequence[Asked]:
        """The first of those who would not be asked, since they did it."""
        return self.plan.done[:NAMED]

    @property
    def everybody(self) -> Sequence[Asked]:
        """Those whose dates may be looked at."""
        return [*self.plan.to_ask, *self.plan.done][: 10 * NAMED]


def check_plan(
    session: Session, values: AssignmentValues, *, line_of: int | None, now: datetime
) -> AssignPlan:
    """What a rule would do now; ``line_of`` holds a manager to the own line.

    Raises ``NotFound`` for a course or person, and ``Invalid`` for absurd numbers or where nobody is to be
    asked.
    """
    check_values(values, now.date())
    if line_of is not None:
        check_line(session, line_of, values.audience, values.audience_key, today=now.date())
    plan = plan_rule(session, values, now=now)
    if not plan.to_ask and not (plan.done and values.asks_later):
        raise Invalid(ALL_DONE if plan.done else NOBODY)
    return plan


def get_preview(
    session: Session,
    values: AssignmentValues,
    *,
    line_of: int | None,
    example_id: int | None,
    now: datetime,
) -> Preview:
    """The same in words, with the next three dates of one of these people; raises as ``check_plan`` does."""
    plan = check_plan(session, values, line_of=line_of, now=now)
    days = Counter(
        due_words(one.round.due_at, one.member.zone) for one in plan.to_ask if one.round is not None
    )
    everybody = [*plan.to_ask, *plan.done]
    example = next((one for one in everybody if one.member.id == example_id), everybody[0])
    facts = values.facts(now)
    rounds = preview(facts, example.member.facts, example.completed_at, now)
    return Preview(
        title=get_catalog(session).course(values.course).title,
        whom=audience_words(values.audience, values.audience_key, _name(session, values)),
        when=when_words(facts),
        asks_later=values.asks_later,
        plan=plan,
        days=days.most_common(),
        example=example,
        dates=[due_words(one.due_at, example.member.zone) for one in rounds],
        window_days=window(facts).days,
    )


def _name(session: Session, values: AssignmentValues) -> str:
    if values.audience not in BY_NUMBER:
        return ""
    person = find_employee_by_number(session, values.audience_key)
    if person is None:
        raise NotFound("There is nobody with that number.")
    return person.name
