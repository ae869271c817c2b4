"""The demo company as built: sound, complete, with the stories that every tour relies on."""

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.factories import people
from university.base import clock
from university.certification.models import Certificate
from university.certification.queries import get_own_standing
from university.config import Settings
from university.courses.models import ContentVersion
from university.courses.queries import get_catalog
from university.demo import queries
from university.demo.cli import HALF, OTHERS, PRESENT, demo, introduce
from university.demo.rules import stories
from university.demo.services import DEMO_PASSWORD
from university.engines.ledger.verify import verify
from university.learning.models import Attempt
from university.learning.queries import map_due
from university.learning.queries.assignment_desk import RuleState, list_rules
from university.learning.queries.attempts import get_quiz
from university.learning.queries.standings import get_standing
from university.learning.queries.waivers import list_waivers
from university.people.models import Employee
from university.people.queries import find_employee_by_number, list_employees_by_number
from university.people.services import Cost, is_right
from university.policies.models import Acknowledgment
from university.policies.queries import list_signed
from university.records.models import Fact
from university.records.queries import get_head, stream_links
from university.unconference.models import Breakout, Signup, Topic, Unconference
from university.web.db import db

#: One worker builds the company for all of these.
pytestmark = pytest.mark.xdist_group("larkenfield")
CHEAP = Cost(memory_kib=8, rounds=1)


@pytest.fixture
def built(larkenfield):
    return db.session()


def person(session, number):
    return find_employee_by_number(session, number)


def status_of(session, number):
    query = select(Certificate).where(Certificate.employee_id == person(session, number).id)
    return session.scalars(query).one().status(NOW)


def test_sixty_people_are_there_and_can_sign_in_with_the_one_password(built):
    everybody = built.scalars(select(Employee)).all()

    assert len(everybody) == 60
    assert all(one.is_demo for one in everybody)
    assert len({one.password_hash for one in everybody}) == 1
    assert is_right(everybody[0].password_hash, DEMO_PASSWORD, CHEAP)


def test_roles_and_leavers_are_as_the_files_say(built):
    named = ["LG-0008", "LG-0010", "LG-0013", "LG-0015", "LG-0031"]
    found = list_employees_by_number(built, named, with_roles=True)
    leavers = built.scalars(select(Employee).where(Employee.left_on.is_not(None))).all()

    assert [[grant.role.value for grant in one.roles] for one in found] == [
        ["hr"],
        ["organizer"],
        ["author"],
        ["admin"],
        [],
    ]
    assert {one.employee_number for one in leavers} == {"LG-0056", "LG-0057", "LG-0058"}


def test_the_ledger_verifies_and_its_facts_stand_in_the_order_of_time(built):
    moments = built.scalars(select(Fact.at).order_by(Fact.number)).all()

    assert verify(stream_links(built), get_head(built)) == []
    assert moments == sorted(moments)
    assert moments[-1] <= NOW


def test_mira_is_one_requirement_away_from_her_certificate(built):
    mira = person(built, stories.MIRA)

    standing = get_own_standing(built, mira.id, stories.CERTIFICATION, NOW)
    course = get_standing(built, mira.id, "smu-110")

    assert (mira.name, mira.job_title) == ("Mira Hollis", "Heating controls fitter")
    assert len(standing.gaps) == 1
    assert len(course.done) == 3
    assert course.completed_at is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (stories.MANAGER, "valid"),
        (stories.EXECUTIVE, "expiring"),
        (stories.EXPIRED, "expired"),
        (stories.REVOKED, "revoked"),
    ],
    ids=["manager", "executive", "expired", "revoked"],
)
def test_certificates_stand_as_their_stories_say(built, number, expected):
    assert status_of(built, number) == expected


def test_the_revoked_certificate_says_why(built):
    reasons = built.scalars(
        select(Certificate.revoked_reason).where(Certificate.revoked_at.is_not(None))
    ).all()

    assert reasons == [
        "Posted photos of an unreleased product, after a first talk about the same thing in spring."
    ]


def test_one_person_sits_in_a_quiz_with_three_answers_saved(built):
    (attempt,) = built.scalars(select(Attempt).where(Attempt.submitted_at.is_(None))).all()
    state = get_quiz(built, person(built, stories.SITTING).id, "smu-130", now=NOW)

    assert state.verdict.open_attempt_id == attempt.id
    assert [len(one.answers) for one in state.attempts] == [3]


def test_one_person_waits_a_day_after_three_failed_attempts(built):
    state = get_quiz(built, person(built, stories.WAITING).id, "smu-110", now=NOW)

    assert state.verdict.state == "waiting"
    assert len(state.attempts) == 3
    assert state.verdict.lessons != ()


def test_the_event_to_come_has_a_waiting_list_that_mira_is_first_in(built):
    waiting = built.execute(
        select(Unconference.phase, Signup.employee_id)
        .join(Breakout, Breakout.id == Signup.breakout_id)
        .join(Topic, Topic.id == Breakout.topic_id)
        .join(Unconference, Unconference.id == Breakout.unconference_id)
        .where(Signup.state == "waitlisted")
        .order_by(Signup.queue_number)
    ).all()

    assert {row.phase for row in waiting} == {"published"}
    assert waiting[0].employee_id == person(built, stories.MIRA).id
    assert built.scalar(select(func.count()).select_from(Fact).where(Fact.kind == "signup.promoted")) == 1


def test_mira_has_until_friday_and_one_colleague_is_overdue(built):
    mira, overdue = (person(built, number) for number in (stories.MIRA, stories.SITTING))
    due = map_due(built, [mira.id, overdue.id])

    (friday,), (late,) = due[mira.id], due[overdue.id]
    assert (friday.course, friday.due_at.strftime("%a"), friday.is_overdue(NOW)) == (
        stories.DISCLOSURE,
        "Sat",
        False,
    )
    assert (late.course, late.said_by, late.is_overdue(NOW)) == (stories.SAFETY, "Patricia Nowak-Reyes", True)


def test_the_whole_bank_has_a_yearly_duty_that_some_have_done(built):
    by_hr, *_ = reversed(list_rules(built, made_by_id=None, state=RuleState.ALL, page=1, now=NOW).rows)

    assert (by_hr.whom, by_hr.when) == (
        "Everyone in Larkenfield Bank",
        "within 30 days, then each year by the end of January",
    )
    assert 0 < by_hr.asked < 12


def test_one_request_for_prior_learning_waits_and_one_was_approved(built):
    boss, sitting = person(built, stories.MANAGER), person(built, stories.SITTING)

    rows = list_waivers(built, boss.id, is_hr=False)

    assert [(one.name, one.state) for one in rows] == [
        ("Tariq Bello", "asked"),
        ("DeShawn Carter", "approved"),
    ]
    course = get_catalog(built).course(stories.DISCLOSURE)
    assert get_standing(built, sitting.id, stories.DISCLOSURE).progress(course).percent == 100


def test_the_command_says_who_can_see_what(larkenfield):
    said = larkenfield.extensions["said"]

    assert "mira.hollis@larkenfield.example" in said
    assert "author: the studio" in said
    assert said.endswith(f"The password of all of them: {DEMO_PASSWORD}\n")


def test_running_it_again_changes_nothing(larkenfield, built):
    before = queries.count_all(built)

    again = larkenfield.test_cli_runner().invoke(demo)

    assert (again.exit_code, again.output.splitlines()[0]) == (0, PRESENT)
    assert queries.count_all(built) == before


def test_a_start_with_the_demo_company_there_prints_its_accounts(larkenfield, capsys):
    introduce(larkenfield.extensions["university"])

    assert "Mira Hollis" in capsys.readouterr().out


def test_where_people_work_already_nothing_is_changed(empty):
    people.employee(db.session())

    refused = empty.test_cli_runner().invoke(demo)

    assert (refused.exit_code, refused.output) == (0, f"{OTHERS}\n")
    assert queries.count_all(db.session()).employees == 1


def test_an_interrupted_load_is_not_taken_for_a_whole_one(empty, capsys):
    people.employee(db.session(), is_demo=True)

    refused = empty.test_cli_runner().invoke(demo)
    introduce(empty.extensions["university"])

    assert (refused.exit_code, refused.output) == (1, f"Error: {HALF}\n")
    assert capsys.readouterr().err == f"{HALF}\n"


def test_without_its_files_the_demo_company_stays_out(empty, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings: Settings = empty.extensions["university"].model_copy(
        update={"content_folder": tmp_path / "gone"}
    )

    introduce(settings)

    assert "needs content/ as it comes along" in capsys.readouterr().err
    assert queries.count_all(db.session()).facts == 0


def test_most_who_had_signed_the_policy_have_signed_its_second_version(built):
    versions = built.execute(
        select(ContentVersion.number, func.count(Acknowledgment.id))
        .join(Acknowledgment, Acknowledgment.version_id == ContentVersion.id)
        .group_by(ContentVersion.number)
    )
    signed = dict(versions.all())
    late = list_signed(built, person(built, stories.LATE_SIGNER).id)["five-principles"]

    assert signed.keys() == {1, 2}
    assert signed[1] > signed[2] > signed[1] / 2
    assert (late.number, late.is_current) == (1, False)
