"""What a new version of a course means for those who are in it."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories import content, people
from tests.page import text
from university.base.actor import Actor
from university.engines.catalog.model import ChangeLevel
from university.learning import queries, services
from university.learning.models import Attempt, Enrollment
from university.learning.rules import level_between, reopened_lessons
from university.records.models import Fact, FactPayload
from university.storage import work

DAY = timedelta(days=1)
TYPO, CLARIFY, MATERIAL = ChangeLevel.TYPO, ChangeLevel.CLARIFY, ChangeLevel.MATERIAL
HATS, SHARE = content.lesson("hats"), content.lesson("share")
NEW_SHARE = content.lesson("share", "Share what is approved, and say so.")


@pytest.fixture
def robin(session, now):
    content.live(session, content.course("smu-1", HATS, SHARE))
    return people.employee(session)


def enroll(session, person, now):
    with work.transaction(session):
        return services.enroll(session, person.id, "smu-1", by=Actor.employee(person.id), now=now)


def mark_done(session, person, lesson, now):
    with work.transaction(session):
        enrollment = queries.get_own_enrollment(session, person.id, "smu-1")
        services.mark_done(session, enrollment, lesson, by=Actor.employee(person.id), now=now)


def publish(session, now, *lessons, level, note="New."):
    content.live(session, content.course("smu-1", *lessons, change=level, note=note), now=now)


def payloads(session, kind):
    query = select(FactPayload.payload).join(Fact, Fact.number == FactPayload.fact_number)
    return session.scalars(query.where(Fact.kind == kind).order_by(Fact.number)).all()


def pass_quiz(session, person, now):
    with work.transaction(session):
        enrollment = queries.get_own_enrollment(session, person.id, "smu-1")
        values = {
            "number": 1,
            "seed": "s",
            "draw": [],
            "pass_mark": 80,
            "started_at": now,
            "submitted_at": now,
        }
        session.add(
            Attempt(
                enrollment_id=enrollment.id,
                employee_id=person.id,
                version_id=enrollment.version_id,
                score=90,
                is_passed=True,
                **values,
            )
        )


def test_who_has_not_begun_moves_to_the_newest_version_in_silence(session, robin, now):
    before = enroll(session, robin, now).version_id
    publish(session, now + DAY, HATS, NEW_SHARE, level=MATERIAL)

    assert session.scalars(select(Enrollment.version_id)).one() > before
    assert payloads(session, "enrollment.moved") == []


@pytest.mark.parametrize("level", [TYPO, CLARIFY])
def test_small_changes_keep_what_was_done(session, robin, now, level):
    enroll(session, robin, now)
    mark_done(session, robin, "share", now)
    publish(session, now + DAY, HATS, NEW_SHARE, level=level)

    standing = queries.get_standing(session, robin.id, "smu-1")
    assert dict(standing.done) == {"share": now}
    moved = payloads(session, "enrollment.moved")
    assert [(one["level"], one["percent_before"], one["percent"]) for one in moved] == [(level, 50, 50)]


def test_a_material_change_reopens_the_lessons_that_changed_and_says_why(session, robin, page_of, now):
    enroll(session, robin, now)
    mark_done(session, robin, "hats", now)
    mark_done(session, robin, "share", now)
    publish(session, now + DAY, HATS, NEW_SHARE, level=MATERIAL, note="Disclosure is asked for.")

    standing = queries.get_standing(session, robin.id, "smu-1")
    assert (list(standing.done), list(standing.reopened)) == (["hats"], ["share"])
    assert payloads(session, "lesson.reopened") == [
        {"lesson": "share", "version": 2, "note": "Disclosure is asked for."}
    ]
    browser = page_of(robin)
    assert "Please read once more and mark as done: About share" in text(browser.get("/courses/smu-1/"))
    words = text(browser.get("/courses/smu-1/share/"))
    assert "This lesson changed after you had done it" in words
    assert "What changed: Disclosure is asked for." in words


def test_a_reopened_lesson_is_done_again_like_any_other(session, robin, now):
    enroll(session, robin, now)
    mark_done(session, robin, "share", now)
    publish(session, now + DAY, HATS, NEW_SHARE, level=MATERIAL)
    mark_done(session, robin, "share", now + 2 * DAY)

    standing = queries.get_standing(session, robin.id, "smu-1")
    assert (dict(standing.done), dict(standing.reopened)) == ({"share": now + 2 * DAY}, {})


def test_who_completed_the_course_keeps_version_and_completion_and_sees_what_changed(
    session, robin, page_of, now
):
    first = enroll(session, robin, now).version_id
    pass_quiz(session, robin, now)
    mark_done(session, robin, "hats", now)
    mark_done(session, robin, "share", now)
    publish(session, now + DAY, HATS, NEW_SHARE, level=MATERIAL, note="Disclosure is asked for.")

    assert session.scalars(select(Enrollment.version_id)).one() == first
    words = text(page_of(robin).get("/courses/smu-1/"))
    assert "Changed since you completed it" in words
    assert "Version 2, 23 November 2026: Disclosure is asked for." in words


def test_a_version_that_takes_the_last_open_lesson_away_completes_the_course(session, robin, now):
    enroll(session, robin, now)
    pass_quiz(session, robin, now)
    mark_done(session, robin, "hats", now)
    publish(session, now + DAY, HATS, level=CLARIFY)

    assert queries.get_standing(session, robin.id, "smu-1").completed_at == now + DAY


def test_going_back_to_an_earlier_version_takes_back_what_was_declared_since():
    levels = {1: "material", 2: "material", 3: "typo"}

    assert (level_between(3, 1, levels), level_between(2, 3, levels)) == (MATERIAL, TYPO)


def test_a_lesson_never_done_is_not_reopened():
    before, after = content.course("smu-1", HATS, SHARE), content.course("smu-1", HATS, NEW_SHARE)

    assert reopened_lessons(before, after, {"hats"}, MATERIAL) == ()
    assert reopened_lessons(before, after, {"hats", "share"}, MATERIAL) == ("share",)
    assert reopened_lessons(before, after, {"hats", "share"}, CLARIFY) == ()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("done"), st.sampled_from(["hats", "share", "ask"])),
        st.tuples(
            st.sampled_from([CLARIFY, MATERIAL]),
            st.lists(st.sampled_from(["hats", "share", "ask"]), min_size=1, max_size=3, unique=True),
        ),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_progress_stays_within_bounds_and_never_falls_without_a_fact(session, now, steps):
    content.live(session, content.course("smu-1", HATS, SHARE, change=MATERIAL, note=f"{steps}"))
    person = people.employee(session)
    enroll(session, person, now)
    last = 0
    for number, (act, what) in enumerate(steps):
        facts_before = len(payloads(session, "enrollment.moved"))
        if act == "done":
            page = queries.get_course_page(session, person.id, "smu-1", now=now)
            if what in page.course.lesson_by_slug:
                mark_done(session, person, what, now)
        else:
            lessons = [content.lesson(slug, f"{steps} {number}") for slug in what]
            publish(session, now, *lessons, level=act, note=f"{steps} {number}")
        percent = queries.get_course_page(session, person.id, "smu-1", now=now).progress.percent
        moved = payloads(session, "enrollment.moved")[facts_before:]
        assert 0 <= percent <= 100
        assert percent >= last or [one["percent"] for one in moved][-1] == percent
        last = percent


@pytest.mark.parametrize("level", [CLARIFY, MATERIAL])
def test_the_course_page_says_when_it_changed_how_and_what_is_kept(session, robin, page_of, now, level):
    enroll(session, robin, now)
    mark_done(session, robin, "hats", now)
    mark_done(session, robin, "share", now)
    publish(session, now + DAY, HATS, NEW_SHARE, level=level, note="Disclosure is asked for.")

    words = text(page_of(robin).get("/courses/smu-1/"))

    assert f"This course changed on 23 November 2026 ({level})" in words
    assert "What changed: Disclosure is asked for." in words
    assert ("What you did is kept." in words) is (level == CLARIFY)
    assert ("One lesson is open again." in words) is (level == MATERIAL)


def test_a_lesson_page_says_that_the_course_changed_until_something_is_done_in_it(
    session, robin, page_of, now
):
    enroll(session, robin, now)
    mark_done(session, robin, "share", now)
    publish(session, now + DAY, HATS, NEW_SHARE, level=CLARIFY, note="Disclosure is asked for.")
    browser = page_of(robin)

    told = text(browser.get("/courses/smu-1/hats/"))
    mark_done(session, robin, "hats", now + 2 * DAY)
    later = text(browser.get("/courses/smu-1/share/"))

    assert "This course changed on 23 November 2026 (clarify) What changed: Disclosure is asked for." in told
    assert "What you did is kept." in told
    assert "This course changed" not in later


@pytest.mark.parametrize("level", [TYPO, CLARIFY])
def test_nothing_is_said_of_a_typo_nor_to_whoever_has_not_begun(session, robin, page_of, now, level):
    enroll(session, robin, now)
    if level == TYPO:
        mark_done(session, robin, "hats", now)
    publish(session, now + DAY, HATS, NEW_SHARE, level=level, note="A comma.")
    browser = page_of(robin)

    assert "This course changed" not in text(browser.get("/courses/smu-1/"))
    assert "This course changed" not in text(browser.get("/courses/smu-1/share/"))
