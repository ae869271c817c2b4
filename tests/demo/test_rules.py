"""The plan of the demo company: the same for the same seed, in order, and told as the tours need it."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.conftest import NOW
from university.base import resources
from university.demo.rules import Company, batches, plan_acts, read_events
from university.demo.rules.accounts import ACCOUNTS
from university.demo.rules.acts import (
    Assign,
    Enroll,
    MarkDone,
    SignPolicy,
    SignUp,
    StartAttempt,
    SubmitAttempt,
    TellRoster,
)
from university.demo.rules.chance import Chance
from university.demo.rules.duties import acts_of_duties
from university.demo.rules.stories import FRESH
from university.engines.catalog import read_catalog
from university.people.rules import COLUMNS, Outcome, plan_import, read_roster
from university.unconference.rules import Phase

FOLDER = resources.folder("content") / "demo"
ROWS = read_roster((FOLDER / "employees.csv").read_bytes())


def company(seed="larkenfield", now=NOW):
    return Company(
        rows=ROWS,
        roles=[("LG-0011", "author")],
        events=read_events((FOLDER / "unconferences.yaml").read_text(encoding="utf-8"), now),
        courses=READING.catalog.courses,
        policies=READING,
        seed=seed,
    )


READING = read_catalog(resources.folder("content"))
ACTS = plan_acts(company(), NOW)


def test_the_employee_file_is_a_sample_for_the_import():
    plan = plan_import(ROWS, {})

    first_line = (FOLDER / "employees.csv").read_text(encoding="utf-8").splitlines()[0]
    assert tuple(first_line.split(",")) == COLUMNS
    assert plan.count(Outcome.ADD) == len(plan.rows) == 60
    assert {row.person.part for row in plan.rows} == {
        "Group",
        "Larkenfield Bank",
        "Larkenfield Home",
        "Larkenfield Invest",
    }
    assert [row.employee_number for row in plan.rows if row.person.manager_number is None] == ["LG-0001"]
    assert sum(row.person.left_on is not None for row in plan.rows) == 3
    assert sum(row.person.is_executive for row in plan.rows) == 7


def test_every_account_of_the_tour_is_in_the_file():
    assert ACCOUNTS.keys() <= {row.cells["employee_number"] for row in ROWS}


def test_the_same_seed_gives_the_same_acts_and_another_seed_others():
    assert plan_acts(company(), NOW) == ACTS
    assert plan_acts(company(seed="other"), NOW) != ACTS


@pytest.mark.parametrize("later", [0, 1, 3, 5, 200, 900], ids=lambda days: f"{days} days later")
def test_acts_stand_in_order_and_before_now_on_whatever_day(later):
    now = NOW + timedelta(days=later)

    acts = plan_acts(company(now=now), now)

    assert all(one.at <= other.at for one, other in pairwise(acts))
    assert acts[-1].at < now
    assert isinstance(acts[0], TellRoster)


def test_nothing_is_lost_in_batches_and_consequences_end_one():
    parts = list(batches(ACTS))

    assert [act for part in parts for act in part] == ACTS
    assert not [act for part in parts for act in part[:-1] if isinstance(act, SubmitAttempt | SignPolicy)]


def test_nobody_learns_before_joining_or_after_leaving():
    span = {row.cells["employee_number"]: (row.cells["joined_on"], row.cells["left_on"]) for row in ROWS}

    for act in ACTS:
        if isinstance(act, Enroll | MarkDone | StartAttempt | SignUp):
            joined, left = span[act.who]
            assert joined <= act.at.date().isoformat() <= (left or "9999")


def test_somebody_new_has_not_started_anything():
    assert FRESH not in {act.who for act in ACTS if isinstance(act, Enroll)}


def test_the_events_fall_on_thursdays_one_past_and_one_to_come():
    past, coming = company().events

    assert (past.day.weekday(), coming.day.weekday()) == (3, 3)
    assert (past.phase, coming.phase) == (Phase.WRAPPED, Phase.PUBLISHED)
    assert past.day < NOW.date() < coming.day
    assert len(coming.topics) == len(coming.rooms) * len(coming.slots) == 12


def test_lots_are_spread_and_the_same_every_time():
    lots = [Chance("seed").between(1, 3) for _ in range(2)]
    chance = Chance("seed")
    falls = Counter(chance.between(1, 3) for _ in range(300))

    assert lots[0] == lots[1]
    assert set(falls) == {1, 2, 3}
    assert min(falls.values()) > 60


@pytest.mark.parametrize("later", range(7), ids=lambda days: f"{days} days later")
def test_one_thing_is_due_on_a_friday_to_come_and_another_is_overdue(later):
    today = (NOW + timedelta(days=later)).date()

    whole_bank, overdue, friday = (
        act.values for act in acts_of_duties(NOW + timedelta(days=later)) if isinstance(act, Assign)
    )

    assert (whole_bank.audience_key, whole_bank.within_days, whole_bank.month) == ("Larkenfield Bank", 30, 1)
    assert overdue.due_on < today
    assert friday.due_on.weekday() == 4
    assert timedelta(0) < friday.due_on - today <= timedelta(days=7)
