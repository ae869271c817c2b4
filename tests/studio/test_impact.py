"""What the preview of a load promises is what the load then does."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from tests.factories import attempts, content, people
from university.courses.models import ContentVersion
from university.courses.queries import get_catalog, get_course_of_version
from university.engines.catalog.model import ChangeLevel, Module
from university.learning.models import Attempt, Completion, Enrollment
from university.learning.queries import find_enrollment, get_course_page
from university.people.models import Employee
from university.records.models import Fact, FactPayload
from university.studio.queries.impact import OpenAttempts, get_impact

LEVELS = list(ChangeLevel)
TEXTS = ("Say who speaks.", "Say who pays.", "Say both.")
SLUGS = ("hats", "share", "stop")
DAY = timedelta(days=1)
ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "UTC", "Europe/London")
CERTIFICATIONS = (
    content.certification("cert-short", required=("smu-1",), policies=(), pass_mark=60, retake_days=30),
    content.certification("cert-long", required=("smu-1",), policies=(), pass_mark=80),
)


def draw_course(random, note):
    """A version of the course as an author might write it next."""
    count = random.choice((2, 3, 3))
    lessons = [content.lesson(slug, random.choice(TEXTS)) for slug in SLUGS[:count]]
    random.shuffle(lessons)
    special = {"pass_mark": random.choice((60, 80))} if random.random() < 0.3 else {}
    modules = (
        Module(title="One", lessons=tuple(lessons[:1])),
        Module(title="Two", lessons=tuple(lessons[1:])),
    )
    return attempts.course(modules=modules, change=random.choice(LEVELS), note=note, **special)


def live_a_while(session, random, crowd, now):
    """Some people read, some sit the quiz, some hand in, some stop halfway."""
    for person in crowd:
        act = random.choice(("nothing", "read", "read", "start", "pass", "fail", "enroll", "complete"))
        if random.random() < 0.3 and get_course_page(session, person.id, "smu-1", now=now).may_take_again:
            attempts.take_again(session, person, now)
        course = pinned_course(session, person)
        slugs = [lesson.slug for lesson in course.lessons if random.random() < 0.7]
        if act == "enroll":
            attempts.mark_done(session, person, [], now)
        if act == "complete" and may_sit(session, person):
            attempts.complete(session, person, now)
        elif act != "nothing":
            attempts.mark_done(session, person, slugs, now)
        if act in {"start", "pass", "fail"} and may_sit(session, person):
            if act == "start":
                attempts.start(session, person, now)
            else:
                attempts.sit(session, person, attempts.RIGHT if act == "pass" else attempts.WRONG, now)


def pinned_course(session, person):
    """The course as this person reads it: the version completed, else the live one."""
    enrollment = find_enrollment(session, person.id, "smu-1")
    if enrollment and enrollment.completed_at:
        return get_course_of_version(session, enrollment.version_id)
    return get_catalog(session).course("smu-1")


def may_sit(session, person):
    enrollment = find_enrollment(session, person.id, "smu-1")
    if enrollment is None or enrollment.completed_at:
        return enrollment is None
    tried = session.scalars(select(Attempt.is_passed).where(Attempt.enrollment_id == enrollment.id)).all()
    return len(tried) < 3 and not any(tried)


def facts(session, kind):
    query = select(FactPayload.payload).join(Fact, Fact.number == FactPayload.fact_number)
    return session.scalars(query.where(Fact.kind == kind).order_by(Fact.number)).all()


def subjects(session, kind):
    return session.scalars(select(Fact.subject).where(Fact.kind == kind).order_by(Fact.number)).all()


def pinned(session):
    return dict(session.execute(select(Enrollment.id, Enrollment.version_id)).all())


def open_attempts(session):
    rows = session.execute(
        select(ContentVersion.number)
        .select_from(Attempt)
        .join(ContentVersion, ContentVersion.id == Attempt.version_id)
        .where(Attempt.submitted_at.is_(None))
    )
    return Counter(number for (number,) in rows)


def completions(session):
    return session.scalar(select(func.count()).select_from(Completion))


def people_of(session, kind):
    """The fact numbers of a kind, each with the person it is about."""
    return session.execute(
        select(Fact.number, Fact.employee_id).where(Fact.kind == kind).order_by(Fact.number)
    ).all()


def asked_by_day(session, after):
    """Everybody asked since a fact to take the course again, counted by the day that their message names."""
    days = {}
    for number, person in people_of(session, "retake.asked"):
        if number > after:
            due_at = datetime.fromisoformat(session.get_one(FactPayload, number).payload["due_at"])
            zone = ZoneInfo(session.get_one(Employee, person).zone)
            days[person] = min(days.get(person, date.max), due_at.astimezone(zone).date())
    return Counter(days.values())


def measure(session, course, now):
    """Load the course and count from the facts what that did."""
    last = session.scalar(select(func.max(Fact.number)))
    before = pinned(session), subjects(session, "enrollment.moved"), facts(session, "lesson.reopened")
    opened_before, done_before = subjects(session, "lesson.reopened"), completions(session)
    report = content.live(session, course, now=now)
    session.expire_all()
    moved = subjects(session, "enrollment.moved")[len(before[1]) :]
    reopened = facts(session, "lesson.reopened")[len(before[2]) :]
    turned = [one for one, version in pinned(session).items() if before[0][one] != version]
    return {
        "live": bool(report.live),
        "moved": len(moved),
        "moved_silently": len(turned) - len(moved),
        "reopening": len(set(subjects(session, "lesson.reopened")[len(opened_before) :])),
        "reopened": Counter(payload["lesson"] for payload in reopened),
        "completing": completions(session) - done_before,
        "attempts": open_attempts(session),
        "asked again": asked_by_day(session, last),
        "excused": len({who for number, who in people_of(session, "retake.withdrawn") if number > last}),
    }


def predict(impact):
    return {
        "live": impact.changes_anything,
        "moved": impact.moved,
        "moved_silently": impact.moved_silently,
        "reopening": impact.reopening,
        "reopened": Counter({one.slug: one.people for one in impact.reopened}),
        "completing": impact.completing,
        "attempts": Counter({one.number: one.count for one in impact.attempts}),
        "asked again": Counter({one.due_on: one.people for one in impact.asked_again}),
        "excused": impact.excused,
    }


@pytest.mark.parametrize("seed", range(8))
def test_every_count_of_the_preview_equals_what_the_load_then_does(session, now, seed):
    random = Random(seed)
    past = [draw_course(random, "First.")]
    content.live(session, past[0], *CERTIFICATIONS, now=now)
    crowd = [people.employee(session, zone=zone) for zone in ZONES]
    for step in range(6):
        live_a_while(session, random, crowd, now + step * DAY)
        goes_back = random.random() < 0.25
        course = random.choice(past) if goes_back else draw_course(random, f"Note {step}.")
        past.append(course)

        impact = get_impact(session, course, now=now + (step + 1) * DAY)
        had = completions(session)
        done = measure(session, course, now + (step + 1) * DAY)

        assert predict(impact) == done
        assert impact.completions == had
        if impact.changes_anything:
            assert get_catalog(session).version_of_course("smu-1").number == impact.number


def test_a_preview_writes_nothing(session, now):
    content.live(session, content.course())
    before = session.scalar(select(func.count()).select_from(Fact))

    get_impact(session, content.course(pass_mark=10, note="Easier."), now=now)

    assert not session.dirty
    assert session.scalar(select(func.count()).select_from(Fact)) == before


def test_a_course_nobody_has_seen_becomes_version_one_for_nobody(session, now):
    impact = get_impact(session, content.course("smu-9"), now=now)

    assert (impact.number, impact.live_number, impact.moved, impact.completions) == (1, None, 0, 0)
    assert impact.changes_anything


def test_the_same_course_again_changes_nothing(session, now):
    content.live(session, content.course())
    impact = get_impact(session, content.course(), now=now)

    assert impact.is_unchanged
    assert not impact.changes_anything


def test_a_refused_course_moves_nobody_and_says_why(session, now):
    content.live(session, attempts.course())
    attempts.mark_done(session, people.employee(session), ["hats"], now)

    impact = get_impact(session, attempts.course(pass_mark=90, change=ChangeLevel.TYPO, note=""), now=now)

    assert impact.refusal.code == "change-level-too-low"
    assert (impact.moved, impact.reopened, impact.least) == (0, (), ChangeLevel.CLARIFY)
    assert impact.why == ("the pass mark went from 80 to 90",)


def test_open_attempts_are_counted_by_the_version_they_stay_on(session, now):
    content.live(session, attempts.course())
    attempts.start(session, people.employee(session), now)
    second = attempts.course(pass_mark=90, change=ChangeLevel.CLARIFY, note="Stricter.")
    content.live(session, second)
    attempts.start(session, people.employee(session), now)

    impact = get_impact(session, replace(second, digest="other", change=ChangeLevel.TYPO), now=now)

    assert impact.attempts == (OpenAttempts(number=1, count=1), OpenAttempts(number=2, count=1))
    assert impact.open_attempts == 2
