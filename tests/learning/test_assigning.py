"""Assign by rule: who is asked, by when, what meets it, what comes again, and how it ends or is taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.factories import assignments, attempts, certification, content, people
from tests.page import text
from tests.statements import count_statements
from university.base.actor import COMMAND, Actor
from university.base.errors import Closed, Invalid, NotFound
from university.learning import jobs, queries, services
from university.learning.models import Assignment, AssignmentRule
from university.learning.queries.assignment_desk import RuleState, get_rule_page, list_rules
from university.learning.rules.assigning import AssignmentState, Repeat, assignment_state
from university.learning.rules.audiences import Audience
from university.learning.services.assigning import LEFT, MOVED_ON, UNDONE
from university.outbox.models import Message, MessageState
from university.people.models import Employee
from university.records.models import Fact
from university.storage import work

DAY = timedelta(days=1)
BERLIN_NOON = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)


@pytest.fixture
def course(session):
    """The course "smu-1" is live."""
    content.live(session, attempts.course())


pytestmark = pytest.mark.usefixtures("course")


def asked(session, rule):
    return {session.get(Employee, one.employee_id).name for one in assignments.of(session, rule)}


def messages(session, person, kind=None):
    query = select(Message).where(Message.employee_id == person.id).order_by(Message.id)
    return [one for one in session.scalars(query) if kind in {None, one.kind}]


def kinds(session, about):
    return [*session.scalars(select(Fact.kind).where(Fact.subject == about).order_by(Fact.number))]


def remind(session, now):
    with work.transaction(session):
        return services.remind(session, now=now)


def undo(session, rule, *, by=COMMAND, now=NOW, **special):
    with work.transaction(session):
        return services.undo(session, rule.id, by=by, now=now, **special)


# ---- who is asked


def test_a_rule_asks_whom_it_means_with_a_fact_and_a_message_each(session):
    ada = people.employee(session, name="Ada Brand")
    hr = people.employee(session, "hr", name="Leo Records", part="Group")

    rule = assignments.assign(
        session, maker=hr, audience=Audience.PART, audience_key="Larkenfield Home", now=NOW
    )

    (one,) = assignments.of(session, rule)
    (told,) = messages(session, ada)
    assert (one.employee_id, one.round, one.zone, one.counts_from) == (ada.id, 1, "Europe/Berlin", None)
    assert one.due_at == datetime(2026, 12, 22, 22, 59, 59, tzinfo=UTC)
    assert kinds(session, f"assignment_rule:{rule.id}") == ["assignment_rule.made"]
    assert kinds(session, f"assignment:{one.id}") == ["assignment.made"]
    assert (told.kind, told.about, told.path) == ("assigned", f"assignment:{one.id}", "/courses/smu-1/")
    assert told.subject == "“Course smu-1” is due Tue 22 Dec 2026, end of day (Berlin)"
    assert told.words == "Leo Records asks you to complete it. The law changed."
    assert [(due.course, due.said_by) for due in queries.list_due(session, ada.id)] == [
        ("smu-1", "Leo Records")
    ]


def company(session):
    """Two managers, one above the other, each with people; by name."""
    boss = people.employee(session, name="Boss", department="Management", is_executive=True)
    lead = people.employee(session, name="Lead", manager_id=boss.id, department="Care")
    people.employee(session, name="Ada", manager_id=lead.id, department="Care")
    people.employee(session, name="Bob", manager_id=lead.id, part="Group", department="IT")
    people.employee(session, name="Gone", manager_id=lead.id, left_on=date(2026, 11, 1))
    people.employee(session, name="Soon", manager_id=lead.id, joined_on=date(2027, 1, 4))
    people.employee(session, "author", name="Sam", department="Care")
    return boss, lead


@pytest.mark.parametrize(
    ("audience", "key", "expected"),
    [
        (Audience.EVERYONE, "", {"Boss", "Lead", "Ada", "Bob", "Sam", "Leo"}),
        (Audience.PART, "Group", {"Bob"}),
        (Audience.DEPARTMENT, "Care", {"Lead", "Ada", "Sam"}),
        (Audience.ROLE, "author", {"Sam"}),
        (Audience.ROLE, "manager", {"Boss", "Lead"}),
        (Audience.ROLE, "executive", {"Boss"}),
        (Audience.TEAM, "boss", {"Lead"}),
        (Audience.LINE, "boss", {"Lead", "Ada", "Bob"}),
        (Audience.PERSON, "lead", {"Lead"}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_each_audience_means_who_is_here_today(session, audience, key, expected):
    boss, lead = company(session)
    hr = people.employee(session, "hr", name="Leo", department="People")
    key = {"boss": boss.employee_number, "lead": lead.employee_number}.get(key, key)

    rule = assignments.assign(session, maker=hr, audience=audience, audience_key=key, now=NOW)

    assert asked(session, rule) == expected


def test_who_has_done_it_is_not_asked(session):
    done, open_ = people.employee(session, name="Done"), people.employee(session, name="Open")
    certification.complete(session, done, now=NOW - 900 * DAY)

    rule = assignments.assign(
        session, audience=Audience.PART, audience_key=open_.part, maker=hr_of(session), now=NOW
    )

    assert asked(session, rule) == {"Open"}


def hr_of(session):
    return people.employee(session, "hr", name="Leo", part="Group")


@pytest.mark.parametrize(
    ("special", "refusal", "words"),
    [
        ({"course": "smu-9"}, NotFound, "no course of that name"),
        ({"audience": Audience.PART, "audience_key": "Nowhere"}, Invalid, "Nobody is there"),
        ({"audience": Audience.TEAM, "audience_key": "E-none"}, Invalid, "Nobody is there"),
        ({"due_on": date(2026, 11, 21)}, Invalid, "from today on"),
        ({"within_days": 731}, Invalid, "from 1 to 730"),
    ],
    ids=["unknown course", "nobody there", "an unknown manager", "a day that has passed", "absurd days"],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(session, special, refusal, words):
    hr = people.employee(session, "hr")

    with pytest.raises(refusal, match=words):
        assignments.assign(session, maker=hr, now=NOW, **special)

    assert session.scalars(select(AssignmentRule)).all() == []


def test_where_everybody_has_done_it_there_is_nothing_to_ask(session):
    done = people.employee(session)
    certification.complete(session, done, now=NOW - DAY)

    with pytest.raises(Invalid, match="Everybody whom this means has done"):
        assignments.assign_to(session, done, now=NOW)

    assert assignments.assign_to_nobody_yet(session, done, now=NOW).keeps_up


def test_the_same_form_sent_twice_makes_one_rule(session):
    hr, ada = people.employee(session, "hr"), people.employee(session)

    first, second = (
        assignments.assign(session, maker=hr, key="one form", now=NOW + step * DAY) for step in (0, 1)
    )

    assert first.id == second.id
    assert len(messages(session, ada)) == 1


# ---- managers


def test_a_manager_asks_people_of_the_own_line_and_nobody_else(session):
    boss, lead = company(session)
    ada = session.scalars(select(Employee).where(Employee.name == "Ada")).one()
    by_line = {"line_of": boss.id, "maker": boss, "now": NOW}

    one = assignments.assign(session, audience=Audience.PERSON, audience_key=ada.employee_number, **by_line)
    team = assignments.assign(session, audience=Audience.TEAM, audience_key=boss.employee_number, **by_line)
    below = assignments.assign(session, audience=Audience.LINE, audience_key=lead.employee_number, **by_line)

    assert [asked(session, rule) for rule in (one, team, below)] == [{"Ada"}, {"Lead"}, {"Ada", "Bob"}]


@pytest.mark.parametrize(
    ("audience", "key"),
    [
        (Audience.EVERYONE, ""),
        (Audience.PART, "Group"),
        (Audience.ROLE, "author"),
        (Audience.PERSON, "stranger"),
        (Audience.PERSON, "boss"),
        (Audience.TEAM, "stranger"),
        (Audience.LINE, "boss"),
    ],
)
def test_what_is_beyond_the_own_line_is_not_there_for_a_manager(session, audience, key):
    boss, lead = company(session)
    numbers = {"boss": boss.employee_number, "stranger": people.employee(session, "manager").employee_number}

    with pytest.raises(NotFound, match="in your team"):
        assignments.assign(
            session,
            audience=audience,
            audience_key=numbers.get(key, key),
            maker=lead,
            line_of=lead.id,
            now=NOW,
        )


# ---- done


def test_a_completion_meets_what_is_asked_and_stops_what_waits(session):
    ada = people.employee(session)
    one = assignments.assign_to(session, ada, now=NOW)
    remind(session, BERLIN_NOON + 19 * DAY)

    attempts.complete(session, ada, BERLIN_NOON + 20 * DAY)

    session.refresh(one)
    assert one.met_at == BERLIN_NOON + 20 * DAY
    assert one.completion_id is not None
    assert kinds(session, f"assignment:{one.id}") == ["assignment.made", "assignment.met"]
    assert {told.state for told in messages(session, ada) if told.about == f"assignment:{one.id}"} == {
        MessageState.WITHDRAWN
    }
    assert queries.list_due(session, ada.id) == ()
    assert remind(session, BERLIN_NOON + 30 * DAY) == 0


def test_one_completion_meets_everything_that_asks_for_it(session):
    ada = people.employee(session)
    both = [assignments.assign_to(session, ada, now=NOW, within_days=days) for days in (5, 30)]

    attempts.complete(session, ada, NOW + DAY)

    assert [session.get(Assignment, one.id).met_at for one in both] == [NOW + DAY] * 2


def test_what_was_completed_in_the_moment_in_which_it_was_assigned_is_settled(session, now, monkeypatch):
    ada = people.employee(session)
    one = assignments.assign_to(session, ada, now=NOW)
    monkeypatch.setattr("university.records.services._reactions", {})
    certification.complete(session, ada, now=NOW)
    assert queries.list_due(session, ada.id) != ()

    jobs.keep_up()

    session.expire_all()
    assert one.met_at == NOW


# ---- keeping up


def test_a_rule_that_keeps_up_asks_new_people_and_excuses_those_who_moved(session):
    old = people.employee(session, name="Old", part="Larkenfield Bank")
    rule = assignments.assign(
        session, audience=Audience.PART, audience_key="Larkenfield Bank", keeps_up=True, now=NOW
    )
    people.employee(session, name="New", part="Larkenfield Bank", joined_on=date(2026, 12, 1))
    with work.transaction(session):
        session.get_one(Employee, old.id).part = "Group"

    for _ in range(2):
        assignments.keep_up(session, rule, NOW + 10 * DAY)

    first, second = assignments.of(session, rule)
    assert (first.withdrawn_at, first.withdrawn_reason) == (NOW + 10 * DAY, MOVED_ON)
    assert second.due_at == datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)
    assert kinds(session, f"assignment:{first.id}") == ["assignment.made", "assignment.withdrawn"]


def test_who_comes_back_is_asked_anew(session):
    ada = people.employee(session, part="Larkenfield Bank")
    rule = assignments.assign(
        session, audience=Audience.PART, audience_key="Larkenfield Bank", keeps_up=True, now=NOW
    )
    for part, day in (("Group", 1), ("Larkenfield Bank", 50)):
        with work.transaction(session):
            session.get_one(Employee, ada.id).part = part
        assignments.keep_up(session, rule, NOW + day * DAY)

    first, second = assignments.of(session, rule)
    assert (first.round, second.round) == (1, 2)
    assert second.due_at > NOW + 56 * DAY


def test_a_rule_for_once_that_does_not_keep_up_asks_nobody_later(session):
    people.employee(session)
    rule = assignments.assign(session, now=NOW)
    before = len(assignments.of(session, rule))
    people.employee(session)

    assignments.keep_up(session, rule, NOW + DAY)

    assert len(assignments.of(session, rule)) == before


def test_a_yearly_rule_asks_again_when_its_window_opens_and_the_course_may_be_taken_again(session):
    ada = people.employee(session)
    first = assignments.assign_to(session, ada, repeat=Repeat.YEARLY, month=1, within_days=5, now=NOW)
    rule = session.get_one(AssignmentRule, first.rule_id)
    attempts.complete(session, ada, NOW + DAY)
    opens = datetime(2026, 12, 2, 22, 59, 59, tzinfo=UTC)
    with work.transaction(session), pytest.raises(Closed):
        services.take_again(session, ada.id, "smu-1", by=COMMAND, now=NOW + 2 * DAY)

    for at in (opens - timedelta(seconds=1), opens, opens + DAY):
        assignments.keep_up(session, rule, at)

    _, again = assignments.of(session, rule)
    assert (again.round, again.assigned_at) == (2, opens)
    assert again.due_at == datetime(2027, 1, 31, 22, 59, 59, tzinfo=UTC)
    attempts.take_again(session, ada, opens + DAY)
    attempts.complete(session, ada, opens + 3 * DAY)
    session.refresh(again)
    assert again.met_at == opens + 3 * DAY


def test_the_course_page_offers_to_take_it_again_while_a_round_is_open(session, page_of):
    ada = people.employee(session)
    attempts.complete(session, ada, NOW - 400 * DAY)
    page = page_of(ada)
    assert "Take it again" not in text(page.get("/courses/smu-1/"))
    assignments.assign_to(session, ada, repeat=Repeat.YEARLY, month=1, now=NOW)

    assert "Take it again" in text(page.get("/courses/smu-1/"))
    page.post("/courses/smu-1/again")
    assert "Take it again" not in text(page.get("/courses/smu-1/"))


def test_a_rolling_rule_asks_again_so_many_days_after_the_last_completion(session):
    ada = people.employee(session)
    certification.complete(session, ada, now=NOW - 300 * DAY)
    rule = assignments.assign(
        session,
        audience=Audience.PERSON,
        audience_key=ada.employee_number,
        repeat=Repeat.ROLLING,
        every_days=365,
        now=NOW,
    )
    assert assignments.of(session, rule) == []

    assignments.keep_up(session, rule, NOW + 10 * DAY)

    (one,) = assignments.of(session, rule)
    assert one.due_at.date() == (NOW + 65 * DAY).date()
    assert [due.course for due in queries.list_due(session, ada.id)] == ["smu-1"]


def test_the_hourly_run_is_the_same_however_often_it_runs(session, now):
    people.employee(session)
    assignments.assign(session, keeps_up=True, now=NOW - DAY)
    people.employee(session)

    for _ in range(3):
        jobs.keep_up()
        jobs.remind()

    session.expire_all()
    rounds = [(one.employee_id, one.round) for one in session.scalars(select(Assignment))]
    assert len(rounds) == len(set(rounds)) == len(session.scalars(select(Message)).all()) == 3


# ---- reminders


def test_people_are_reminded_of_each_threshold_once(session):
    ada = people.employee(session)
    assignments.assign_to(session, ada, now=NOW, within_days=60)
    due = datetime(2027, 1, 21, 22, 59, 59, tzinfo=UTC)

    for day in range(62):
        remind(session, NOW + day * DAY)

    assert [(told.kind, told.queued_at.date()) for told in messages(session, ada)] == [
        ("assigned", NOW.date()),
        ("due in 30 days", (due - 30 * DAY).date()),
        ("due in 7 days", (due - 7 * DAY).date()),
        ("due in 1 day", (due - DAY).date()),
        ("overdue", (due + DAY).date()),
    ]
    assert messages(session, ada, "overdue")[0].words == (
        "It was due Thu 21 Jan 2027, end of day (Berlin). Finish it as soon as you can."
    )


def test_after_a_standstill_one_reminder_is_sent_and_the_one_that_waited_makes_room(session):
    ada = people.employee(session)
    assignments.assign_to(session, ada, now=NOW, within_days=60)
    remind(session, NOW + 40 * DAY)

    remind(session, NOW + 59 * DAY + timedelta(hours=12))

    assert [(told.kind, told.state) for told in messages(session, ada)][1:] == [
        ("due in 30 days", MessageState.WITHDRAWN),
        ("due in 1 day", MessageState.WAITING),
    ]


def test_who_has_left_is_not_reminded(session):
    ada = people.employee(session)
    assignments.assign_to(session, ada, now=NOW, within_days=10)
    with work.transaction(session):
        session.get_one(Employee, ada.id).left_on = (NOW + DAY).date()

    assert remind(session, NOW + 9 * DAY) == 0


def test_who_has_left_is_asked_for_nothing_any_more_and_a_rehire_begins_anew(session):
    ada = people.employee(session, part="Larkenfield Bank")
    once = assignments.assign_to(session, ada, now=NOW)
    rule = assignments.assign(
        session, audience=Audience.PART, audience_key="Larkenfield Bank", keeps_up=True, now=NOW
    )
    with work.transaction(session):
        session.get_one(Employee, ada.id).left_on = (NOW + DAY).date()
    for _ in range(2):
        with work.transaction(session):
            services.settle(session, now=NOW + DAY)

    assert session.get_one(Assignment, once.id).withdrawn_reason == LEFT
    assert queries.list_due(session, ada.id) == ()
    assert {told.state for told in messages(session, ada)} == {MessageState.WITHDRAWN}

    with work.transaction(session):
        session.get_one(Employee, ada.id).left_on = None
    assignments.keep_up(session, rule, NOW + 200 * DAY)

    assert [due.due_at > NOW + 206 * DAY for due in queries.list_due(session, ada.id)] == [True]


# ---- take back, end


def test_a_rule_taken_back_withdraws_all_and_tells_only_those_who_had_heard(session):
    heard, not_heard = people.employee(session), people.employee(session)
    rule = assignments.assign(session, maker=hr_of(session), now=NOW)
    with work.transaction(session):
        for message in messages(session, heard):
            session.get_one(Message, message.id).read_at = NOW

    for _ in range(2):
        undo(session, rule, now=NOW + DAY)

    assert {one.withdrawn_reason for one in assignments.of(session, rule)} == {UNDONE}
    assert [told.kind for told in messages(session, heard)] == ["assigned", "no longer assigned"]
    assert [(told.kind, told.state) for told in messages(session, not_heard)] == [
        ("assigned", MessageState.WITHDRAWN)
    ]
    assert kinds(session, f"assignment_rule:{rule.id}") == ["assignment_rule.made", "assignment_rule.undone"]
    assert queries.list_due(session, heard.id) == ()


def test_once_somebody_began_it_can_only_be_ended(session):
    ada = people.employee(session)
    one = assignments.assign_to(session, ada, now=NOW)
    rule = session.get_one(AssignmentRule, one.rule_id)
    attempts.mark_done(session, ada, ["hats"], NOW + DAY)

    with pytest.raises(Closed, match="1 person has begun"):
        undo(session, rule, now=NOW + 2 * DAY)
    with work.transaction(session):
        services.end(session, rule.id, by=COMMAND, now=NOW + 2 * DAY)

    assert session.get_one(AssignmentRule, rule.id).ended_at == NOW + 2 * DAY
    assert len(queries.list_due(session, ada.id)) == 1


def test_what_was_done_before_it_was_assigned_is_no_reason_to_keep_it(session):
    ada = people.employee(session)
    assignments.assign_to(session, ada, now=NOW - 9 * DAY)
    attempts.mark_done(session, ada, ["hats"], NOW - DAY)
    attempts.start(session, ada, NOW - DAY)
    one = assignments.assign_to(session, ada, now=NOW)

    undone = undo(session, session.get_one(AssignmentRule, one.rule_id), now=NOW + DAY)

    assert undone.undone_at == NOW + DAY


def test_an_ended_rule_asks_nobody_new(session):
    people.employee(session)
    rule = assignments.assign(session, keeps_up=True, now=NOW)
    before = len(assignments.of(session, rule))
    with work.transaction(session):
        services.end(session, rule.id, by=COMMAND, now=NOW)
    people.employee(session)

    assignments.keep_up(session, rule, NOW + DAY)

    assert len(assignments.of(session, rule)) == before


def test_another_managers_rule_is_not_there(session):
    boss, lead = company(session)
    rule = assignments.assign(
        session,
        maker=boss,
        line_of=boss.id,
        audience=Audience.TEAM,
        audience_key=boss.employee_number,
        now=NOW,
    )

    for act in (services.undo, services.end):
        with work.transaction(session), pytest.raises(NotFound):
            act(session, rule.id, made_by_id=lead.id, by=Actor.employee(lead.id), now=NOW)

    assert rule.ended_at is rule.undone_at is None


# ---- lists


def test_the_state_in_sql_is_that_of_the_rule(session):
    names = ["met", "overdue", "due", "withdrawn"]
    crowd = {name: people.employee(session, name=name) for name in names}
    rule = assignments.assign(session, maker=hr_of(session), now=NOW, within_days=5)
    rows = {one.employee_id: one for one in assignments.of(session, rule)}
    with work.transaction(session):
        for name, moment in (("met", "met_at"), ("withdrawn", "withdrawn_at")):
            setattr(session.get_one(Assignment, rows[crowd[name].id].id), moment, NOW)
        session.get_one(Assignment, rows[crowd["due"].id].id).due_at = NOW + 90 * DAY
    later = NOW + 20 * DAY

    for state in AssignmentState:
        page = get_rule_page(session, rule.id, made_by_id=None, state=state, now=later)
        for one in page.people:
            row = one.assignment
            assert state is assignment_state(
                due_at=row.due_at, met_at=row.met_at, withdrawn_at=row.withdrawn_at, now=later
            )
        assert len(page.people) == page.counts[state] >= 1


@pytest.mark.parametrize("many", [1, 3])
def test_lists_take_the_same_statements_for_one_and_for_many(session, many):
    for _ in range(many):
        people.employee(session)
        rule_id = assignments.assign(session, maker=hr_of(session), now=NOW).id
    session.rollback()

    with count_statements(session) as listed:
        found = list_rules(session, made_by_id=None, state=RuleState.CURRENT, page=1, now=NOW)
    session.rollback()
    with count_statements(session) as shown:
        page = get_rule_page(session, rule_id, made_by_id=None, now=NOW)

    assert (found.total, len(found.rows)) == (many, many)
    assert len(page.people) > 1
    assert (listed.count, shown.count) == (3, 5)


def test_to_ask_one_more_person_takes_their_own_two_rows_and_no_question(session):
    hr = hr_of(session)
    taken = []
    for more in (2, 8):
        for _ in range(more):
            people.employee(session, part=f"Part {more}")
        session.rollback()
        with count_statements(session) as counted:
            assignments.assign(
                session, maker=hr, audience=Audience.PART, audience_key=f"Part {more}", now=NOW
            )
        taken.append(counted.count)

    # The assignment and the message: SQLite inserts each by itself, PostgreSQL all at once.
    assert taken[1] - taken[0] <= 2 * 6
