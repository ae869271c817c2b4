"""Whoever is in a course, or has completed it, is told once of each version that changes it."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories import attempts, content, people
from university.engines.catalog.model import ChangeLevel
from university.outbox.models import Message
from university.storage import work

DAY = timedelta(days=1)
TYPO, CLARIFY, MATERIAL = ChangeLevel.TYPO, ChangeLevel.CLARIFY, ChangeLevel.MATERIAL


def version(words="Say who speaks.", level=MATERIAL, note="New rules"):
    """The course with another first lesson."""
    lessons = content.course("smu-1", content.lesson("hats", words), content.lesson("share")).modules
    return attempts.course(modules=lessons, change=level, note=note)


FIRST = version(note="First version.")


@pytest.fixture
def robin(session, now):
    content.live(session, FIRST)
    return people.employee(session)


def told(session, person):
    session.expire_all()
    query = select(Message).where(Message.kind == "course changed", Message.employee_id == person.id)
    return session.scalars(query.order_by(Message.id)).all()


def words(session, person):
    return [one.words for one in told(session, person)]


def test_a_material_change_names_the_lessons_that_are_open_again(session, robin, now):
    attempts.mark_done(session, robin, ["hats", "share"], now)

    content.live(session, version("Ask first."), now=now)

    (one,) = told(session, robin)
    assert one.subject == "“Course smu-1” changed"
    assert one.words == (
        "What changed: New rules. One lesson is open again, with changed text: “About hats”."
        " The rest of what you did is kept."
    )
    assert one.path == "/courses/smu-1/changes/"


@pytest.mark.parametrize("level", [CLARIFY, MATERIAL])
def test_who_keeps_everything_is_told_so(session, robin, now, level):
    attempts.mark_done(session, robin, ["share"], now)

    content.live(session, version("Ask first.", level), now=now)

    assert words(session, robin) == ["What changed: New rules. All that you did is kept."]


def test_a_typo_is_not_worth_a_message(session, robin, now):
    attempts.mark_done(session, robin, ["hats"], now)

    content.live(session, version("Say who speeks.", TYPO), now=now)

    assert told(session, robin) == []


def test_who_has_not_begun_is_not_told(session, robin, now):
    content.live(session, version("Ask first."), now=now)

    assert told(session, robin) == []


def test_who_completed_is_told_of_a_material_change_only(session, robin, now):
    attempts.complete(session, robin, now)

    content.live(session, version("Ask, please.", CLARIFY), now=now + DAY)
    assert told(session, robin) == []
    content.live(session, version("Ask first."), now=now + 2 * DAY)

    assert words(session, robin) == [
        "What changed: New rules. What you completed stays completed. See what is new, and take it again if you like."
    ]


def test_who_is_asked_to_take_it_again_is_told_by_that_alone(session, now):
    content.live(session, FIRST, content.certification(policies=()))
    person = people.employee(session)
    attempts.complete(session, person, now)

    content.live(session, version("Ask first."), now=now)

    assert told(session, person) == []
    assert session.scalars(select(Message.kind).where(Message.kind == "take again")).all() == ["take again"]


def test_who_takes_it_again_already_is_told_as_somebody_in_the_course(session, robin, now):
    attempts.complete(session, robin, now)
    content.live(session, version("Ask first."), now=now)
    attempts.take_again(session, robin, now)
    attempts.mark_done(session, robin, ["hats"], now)

    content.live(session, version("Ask twice."), now=now + DAY)

    assert len(told(session, robin)) == 2
    assert "One lesson is open again" in words(session, robin)[-1]


def test_a_change_that_completes_the_course_is_told_as_the_completion(session, robin, now):
    attempts.mark_done(session, robin, ["hats"], now)
    attempts.sit(session, robin, attempts.RIGHT, now)
    shorter = content.course("smu-1", content.lesson("hats"), change=CLARIFY, note="Shorter.")

    content.live(session, shorter, now=now)

    assert told(session, robin) == []
    assert session.scalars(select(Message.kind).where(Message.kind == "course completed")).all()


def test_a_version_that_comes_back_is_not_told_twice(session, robin, now):
    attempts.mark_done(session, robin, ["share"], now)
    for days in range(1, 4):
        content.live(session, version("Ask first."), now=now + 2 * days * DAY)
        content.live(session, FIRST, now=now + (2 * days + 1) * DAY)

    assert words(session, robin) == [
        "What changed: New rules. All that you did is kept.",
        "The course went back to an earlier version. All that you did is kept.",
    ]


@pytest.mark.parametrize("is_done", [True, False], ids=["completed", "in the course"])
def test_who_has_left_is_not_told(session, robin, now, is_done):
    (attempts.complete if is_done else begin)(session, robin, now)
    with work.transaction(session):
        session.merge(robin).left_on = now.date()

    content.live(session, version("Ask first."), now=now + DAY)

    assert told(session, robin) == []


def begin(session, person, now):
    attempts.mark_done(session, person, ["share"], now)


LOADS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(ChangeLevel)), max_size=8)


@given(loads=LOADS)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_history_nobody_is_told_twice_of_one_version(session, robin, now, loads):
    reader, done = people.employee(session), people.employee(session)
    content.live(session, FIRST, now=now)
    begin(session, reader, now)
    attempts.complete(session, done, now)

    for hours, (text, level) in enumerate(loads):
        content.live(session, version(f"Words {text}.", level), now=now + hours * DAY)

    for person in (reader, done):
        about = [one.about for one in told(session, person)]
        assert len(about) == len(set(about))
