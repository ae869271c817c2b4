"""Prior learning: it waives lessons and never the quiz, by name, with evidence, and can be taken back in time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import attempts, content, people, waivers
from tests.learning.test_versions import payloads
from university.base.errors import Clash, Closed, Invalid, NotAllowed, NotEarned, NotFound
from university.courses.queries import get_catalog
from university.engines.catalog.model import ChangeLevel
from university.learning.models import (
    Completion,
    CompletionMethod,
    Enrollment,
    LessonDone,
    Waiver,
    WaiverState,
)
from university.learning.queries import get_standing
from university.learning.queries.verdicts import get_verdict
from university.learning.queries.waivers import get_waiver, list_approvers, list_waivers
from university.learning.rules import StartState
from university.outbox.models import Message, MessageState
from university.records.models import Fact, Record

DAY = timedelta(days=1)


@pytest.fixture
def live(session):
    content.live(session, attempts.course())


@pytest.fixture
def hr(session, live):
    return people.employee(session, "hr")


@pytest.fixture
def person(session, live):
    return people.employee(session)


@pytest.fixture
def asked(session, person, hr, now):
    return waivers.ask(session, person, hr, now)


def kinds(session):
    return list(session.scalars(select(Fact.kind).order_by(Fact.number)))


def messages(session, person, kind):
    query = select(Message).where(Message.employee_id == person.id, Message.kind == kind).order_by(Message.id)
    return session.scalars(query).all()


def standing(session, person):
    return get_standing(session, person.id, "smu-1")


# ---- asking


def test_asking_leaves_a_fact_with_the_evidence_and_tells_the_approver(session, person, hr, asked):
    told = messages(session, hr, "waiver asked")

    assert (asked.state, asked.approver_id, asked.asked_by_id) == (WaiverState.ASKED, hr.id, person.id)
    assert payloads(session, "waiver.asked") == [
        {"course": "smu-1", "reason": "learned elsewhere", "evidence": waivers.EVIDENCE, "approver": hr.id}
    ]
    assert [(one.subject, one.path) for one in told] == [
        (f"{person.name} asks you to waive lessons", f"/waivers/{asked.id}/")
    ]


def test_asking_alone_lets_nothing_count_and_begins_nothing(session, person, asked):
    assert standing(session, person).enrollment_id is None


def test_asking_twice_is_one_request(session, person, hr, asked, now):
    again = waivers.ask(session, person, hr, now, evidence="Something quite different, written later.")

    assert again.id == asked.id
    assert kinds(session).count("waiver.asked") == 1


@pytest.mark.parametrize(
    "evidence", ["", "Trust me.", " " * 40, "x" * 2001], ids=["none", "little", "blank", "book"]
)
def test_evidence_says_something_that_can_be_read(session, person, hr, now, evidence):
    with pytest.raises(Invalid, match="20 to 2000 letters"):
        waivers.ask(session, person, hr, now, evidence=evidence)


def test_only_the_own_manager_and_hr_can_be_named(session, live, now):
    boss, other_boss, hr = (people.employee(session, name=name) for name in ("Boss", "Other", "Helga"))
    hr = people.employee(session, "hr", name="Helga of HR")
    person = people.employee(session, manager_id=boss.id)
    people.employee(session, manager_id=other_boss.id)

    offered = list_approvers(session, person.id, today=now.date())

    assert [one.id for one in offered] == [boss.id, hr.id]
    with pytest.raises(Invalid, match="Choose your manager"):
        waivers.ask(session, person, other_boss, now)


def test_hr_never_decides_about_itself(session, hr, now):
    colleague = people.employee(session, "hr")

    assert [one.id for one in list_approvers(session, hr.id, today=now.date())] == [colleague.id]
    with pytest.raises(Invalid):
        waivers.ask(session, hr, hr, now)
    with pytest.raises(NotAllowed, match="Somebody else decides"):
        waivers.record(session, hr, hr, now)
    own = waivers.ask(session, hr, colleague, now)
    with pytest.raises(NotAllowed, match="Somebody else decides"):
        waivers.decide(session, own, hr, now)
    with pytest.raises(NotFound):
        get_waiver(session, own.id, hr.id, is_hr=True)


def test_whoever_has_left_decides_nothing(session, person, now):
    people.employee(session, "hr", left_on=now.date() - DAY)

    assert list_approvers(session, person.id, today=now.date()) == []


def test_a_completed_course_has_nothing_to_waive(session, person, hr, now):
    attempts.complete(session, person, now)

    with pytest.raises(Closed, match="completed already"):
        waivers.ask(session, person, hr, now)


def test_a_course_with_every_lesson_done_has_nothing_to_waive(session, person, hr, now):
    attempts.mark_done(session, person, ["hats", "share"], now)

    with pytest.raises(Closed, match="the quiz comes next"):
        waivers.ask(session, person, hr, now)


def test_a_locked_course_is_not_unlocked_by_prior_learning(session, person, hr, now):
    content.live(
        session, content.course("smu-0"), attempts.course(prerequisites=("smu-0",), note="It builds on.")
    )

    with pytest.raises(NotEarned, match="builds on “Course smu-0”"):
        waivers.ask(session, person, hr, now)
    with pytest.raises(NotEarned):
        waivers.record(session, person, hr, now)


# ---- deciding


def test_a_yes_enrolls_and_makes_every_open_lesson_count_with_a_fact_for_each(session, person, hr, now):
    attempts.mark_done(session, person, ["hats"], now)
    asked = waivers.ask(session, person, hr, now)

    waivers.decide(session, asked, hr, now + DAY, words="I know the bank.")

    shown = standing(session, person)
    version = get_catalog(session).version_of_course("smu-1").id
    assert (set(shown.done), shown.version_id) == ({"hats", "share"}, version)
    assert payloads(session, "waiver.approved") == [
        {
            "course": "smu-1",
            "percent_before": 50,
            "percent": 100,
            "enrollment": shown.enrollment_id,
            "lessons": ["share"],
            "words": "I know the bank.",
        }
    ]
    assert payloads(session, "lesson.waived") == [
        {"lesson": "share", "waiver": asked.id, "version_id": version}
    ]


def test_a_yes_to_somebody_who_has_not_begun_begins_the_course(session, person, hr, asked, now):
    waivers.decide(session, asked, hr, now)

    assert standing(session, person).progress(get_catalog(session).course("smu-1")).words == "2 of 2 done"
    assert kinds(session)[-4:] == ["enrollment.started", "waiver.approved", "lesson.waived", "lesson.waived"]


def test_the_quiz_is_never_waived(session, person, hr, asked, now):
    waivers.decide(session, asked, hr, now)

    assert standing(session, person).completed_at is None
    attempts.sit(session, person, attempts.WRONG, now)
    assert standing(session, person).completed_at is None
    attempts.sit(session, person, attempts.RIGHT, now)
    assert standing(session, person).completed_at == now


def test_a_completion_with_a_waived_lesson_says_so_everywhere(session, person, hr, asked, now):
    waivers.decide(session, asked, hr, now)
    attempts.sit(session, person, attempts.RIGHT, now)

    assert session.scalars(select(Completion.method)).one() is CompletionMethod.WAIVED
    assert payloads(session, "course.completed")[0]["method"] == "waived"
    assert session.scalars(select(Record.method)).one() == "waived"
    assert "as waived" in messages(session, person, "course completed")[0].words


def test_a_quiz_passed_before_completes_the_course_with_the_yes(session, person, hr, now):
    attempts.sit(session, person, attempts.RIGHT, now)
    asked = waivers.ask(session, person, hr, now)

    waivers.decide(session, asked, hr, now + DAY)

    assert standing(session, person).completed_at == now + DAY
    assert session.scalars(select(Completion.method)).one() is CompletionMethod.WAIVED


def test_a_waived_lesson_that_is_really_read_later_counts_as_read(session, person, hr, asked, now):
    waivers.decide(session, asked, hr, now)
    for _ in range(3):
        attempts.sit(session, person, attempts.WRONG, now)
    attempts.mark_done(session, person, ["hats", "share"], now + DAY)
    attempts.sit(session, person, attempts.RIGHT, now + DAY)

    assert session.scalars(select(Completion.method)).one() is CompletionMethod.COMPLETED


def test_a_no_needs_words_and_changes_nothing_else(session, person, hr, asked, now):
    with pytest.raises(Invalid, match="Say why"):
        waivers.decide(session, asked, hr, now, yes=False, words=" ")
    waivers.decide(session, asked, hr, now, yes=False, words="Too long ago.")

    told = messages(session, person, "waiver decided")
    assert standing(session, person).enrollment_id is None
    assert payloads(session, "waiver.declined") == [{"course": "smu-1", "words": "Too long ago."}]
    assert [one.subject for one in told] == ["Your prior learning was declined"]
    assert "Too long ago." in told[0].words


def test_the_approver_is_asked_no_longer_once_it_is_decided(session, person, hr, asked, now):
    waivers.decide(session, asked, people.employee(session, "hr"), now)

    told = messages(session, hr, "waiver asked")[0]
    assert (told.state, told.read_at) == (MessageState.WITHDRAWN, now)


def test_deciding_the_same_again_changes_nothing_and_otherwise_is_refused(session, hr, asked, now):
    waivers.decide(session, asked, hr, now)
    before = kinds(session)

    waivers.decide(session, asked, hr, now + DAY)

    assert kinds(session) == before
    with pytest.raises(Closed, match="approved in the meantime"):
        waivers.decide(session, asked, hr, now, yes=False)


def test_after_a_no_one_may_ask_again(session, person, hr, asked, now):
    waivers.decide(session, asked, hr, now, yes=False)

    again = waivers.ask(session, person, hr, now + DAY)

    assert (again.id, again.state) != (asked.id, WaiverState.DECLINED)


def test_nothing_is_written_when_the_course_was_completed_meanwhile(session, person, hr, asked, now):
    attempts.complete(session, person, now)

    with pytest.raises(Closed, match="completed already"):
        waivers.decide(session, asked, hr, now)

    session.refresh(asked)
    assert asked.state is WaiverState.ASKED


# ---- who sees what


def test_a_manager_sees_what_names_them_and_hr_sees_all(session, live, now):
    boss = people.employee(session)
    hr = people.employee(session, "hr")
    person, other = people.employee(session, manager_id=boss.id), people.employee(session, manager_id=boss.id)
    named = waivers.ask(session, person, boss, now)
    not_named = waivers.ask(session, other, hr, now)

    assert [one.id for one in list_waivers(session, boss.id, is_hr=False)] == [named.id]
    assert [one.id for one in list_waivers(session, hr.id, is_hr=True)] == [not_named.id, named.id]
    with pytest.raises(NotFound):
        get_waiver(session, not_named.id, boss.id, is_hr=False)


# ---- recorded by HR


def test_hr_waives_for_somebody_by_name(session, person, hr, now):
    kept = waivers.record(session, person, hr, now)

    assert (kept.state, kept.asked_by_id, kept.approver_id) == (WaiverState.APPROVED, hr.id, hr.id)
    assert set(standing(session, person).done) == {"hats", "share"}
    assert messages(session, hr, "waiver asked") == []
    assert [one.subject for one in messages(session, person, "waiver decided")] == [
        "Your prior learning was approved"
    ]


def test_recording_the_same_again_is_one_waiver(session, person, hr, now):
    first = waivers.record(session, person, hr, now)

    assert waivers.record(session, person, hr, now).id == first.id
    assert kinds(session).count("waiver.approved") == 1


def test_hr_decides_about_a_request_rather_than_beside_it(session, person, hr, asked, now):
    with pytest.raises(Clash, match="has asked for it already"):
        waivers.record(session, person, hr, now)


# ---- taken back


def test_a_request_is_taken_back_while_it_waits(session, person, hr, asked, now):
    waivers.withdraw(session, person, now)
    waivers.withdraw(session, person, now)

    assert asked.state is WaiverState.WITHDRAWN
    assert kinds(session).count("waiver.withdrawn") == 1
    assert messages(session, hr, "waiver asked")[0].state is MessageState.WITHDRAWN


def test_what_was_decided_or_never_asked_is_not_taken_back_by_its_person(session, person, hr, asked, now):
    waivers.decide(session, asked, hr, now)

    with pytest.raises(Closed, match="approved in the meantime"):
        waivers.withdraw(session, person, now)
    with pytest.raises(NotFound):
        waivers.withdraw(session, people.employee(session), now)


def test_hr_takes_a_waiver_back_before_the_quiz_and_the_fact_says_why_progress_falls(
    session, person, hr, now
):
    attempts.mark_done(session, person, ["hats"], now)
    kept = waivers.record(session, person, hr, now)

    waivers.take_back(session, kept, hr, now + DAY)
    waivers.take_back(session, kept, hr, now + DAY)

    assert set(standing(session, person).done) == {"hats"}
    assert standing(session, person).reopened == {}
    assert payloads(session, "waiver.withdrawn") == [
        {
            "course": "smu-1",
            "percent_before": 100,
            "percent": 50,
            "enrollment": standing(session, person).enrollment_id,
            "lessons": ["share"],
            "words": "The paper was forged.",
        }
    ]
    assert "The paper was forged." in messages(session, person, "waiver decided")[-1].words


def test_after_the_pass_a_waiver_stands(session, person, hr, now):
    kept = waivers.record(session, person, hr, now)
    attempts.sit(session, person, attempts.RIGHT, now)

    with pytest.raises(Closed, match="cannot be taken back"):
        waivers.take_back(session, kept, hr, now)


def test_what_was_taken_back_can_be_waived_anew(session, person, hr, now):
    waivers.take_back(session, waivers.record(session, person, hr, now), hr, now)

    waivers.record(session, person, hr, now + DAY)

    assert set(standing(session, person).done) == {"hats", "share"}


def test_only_what_was_approved_is_taken_back(session, hr, asked, now):
    with pytest.raises(Closed, match="This request is asked"):
        waivers.take_back(session, asked, hr, now)


# ---- versions and attempts


def test_a_material_change_opens_a_waived_lesson_as_any_other_and_then_it_is_read(session, person, hr, now):
    waivers.record(session, person, hr, now)
    changed = (content.lesson("hats", "Say who speaks, and when."), content.lesson("share"))
    modules = (attempts.course().modules[0].__class__(title="All of it", lessons=changed),)
    content.live(
        session, attempts.course(modules=modules, change=ChangeLevel.MATERIAL, note="When."), now=now + DAY
    )

    assert set(standing(session, person).reopened) == {"hats"}
    attempts.mark_done(session, person, ["hats"], now + DAY)
    rows = session.execute(select(LessonDone.lesson, LessonDone.waiver_id).order_by(LessonDone.lesson)).all()
    assert [(lesson, waiver is None) for lesson, waiver in rows] == [("hats", True), ("share", False)]


def test_after_failed_attempts_the_missed_lessons_are_really_read(session, person, hr, now):
    for _ in range(3):
        attempts.sit(session, person, attempts.WRONG, now)
    with pytest.raises(Closed, match="really read"):
        waivers.ask(session, person, hr, now)
    attempts.mark_done(session, person, ["hats"], now + DAY)

    shown = standing(session, person)
    verdict = get_verdict(session, shown, get_catalog(session).course("smu-1"), now=now + 2 * DAY)

    assert (verdict.state, verdict.lessons) == (StartState.REDO_LESSONS, ("share",))
    with pytest.raises(Closed, match="really read"):
        waivers.record(session, person, hr, now + 2 * DAY)


def test_waived_lessons_that_the_quiz_missed_are_read_before_the_next_round(session, person, hr, now):
    waivers.record(session, person, hr, now)
    for _ in range(3):
        attempts.sit(session, person, attempts.WRONG, now)

    shown = standing(session, person)
    verdict = get_verdict(session, shown, get_catalog(session).course("smu-1"), now=now + 2 * DAY)

    assert verdict.lessons == ("hats", "share")
    assert session.scalars(select(Enrollment)).one().completed_at is None
    assert session.scalars(select(Waiver.state)).one() is WaiverState.APPROVED
