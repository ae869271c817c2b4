"""Prerequisites: a course is begun once what it builds on is completed; it may be read before, and says so."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import attempts, certification, content, people, waivers
from tests.page import text
from tests.statements import count_statements
from university.base.errors import NotEarned
from university.engines.catalog.model import ChangeLevel
from university.learning import queries, services
from university.learning.models import Attempt, Completion, CompletionMethod, Enrollment
from university.learning.queries.prerequisites import list_missing
from university.learning.rules import lock_words, missing_first
from university.storage import work

DAY = timedelta(days=1)
BASICS = content.course("smu-0", title="The basics")
MORE = content.course("smu-00", title="The ropes")
NEXT = attempts.course(title="What comes next", prerequisites=("smu-0",))


@pytest.fixture
def live(session):
    content.live(session, BASICS, NEXT)


@pytest.fixture
def person(session, live):
    return people.employee(session)


def complete_basics(session, person, now, method=CompletionMethod.COMPLETED):
    certification.complete(session, person, "smu-0", now=now)
    session.scalars(select(Completion)).one().method = method
    session.commit()


# ---- the rule


def test_what_is_completed_or_live_no_longer_is_not_missing():
    course = content.course("smu-9", prerequisites=("smu-00", "smu-gone", "smu-0"))
    live = {"smu-0": BASICS, "smu-00": MORE, "smu-9": course}

    assert missing_first(course, live, set()) == (MORE, BASICS)
    assert missing_first(course, live, {"smu-00"}) == (BASICS,)
    assert missing_first(course, live, {"smu-00", "smu-0"}) == ()


def test_the_lock_names_each_course():
    assert lock_words(NEXT, [BASICS]) == "“What comes next” builds on “The basics”. Finish that first."
    assert (
        lock_words(NEXT, [BASICS, MORE])
        == "“What comes next” builds on “The basics” and “The ropes”. Finish those first."
    )


# ---- the acts


def test_nobody_begins_a_course_before_what_it_builds_on(session, person, now):
    with pytest.raises(NotEarned, match="“What comes next” builds on “The basics”") as refusal:
        attempts.mark_done(session, person, ["hats"], now)

    assert refusal.value.way == ("Go to The basics", "/courses/smu-0/")
    with pytest.raises(NotEarned):
        attempts.start(session, person, now)
    assert session.scalar(select(func.count()).select_from(Enrollment)) == 0
    assert session.scalar(select(func.count()).select_from(Attempt)) == 0


@pytest.mark.parametrize("method", CompletionMethod)
def test_any_completion_opens_the_course(session, person, now, method):
    complete_basics(session, person, now, method)

    attempts.mark_done(session, person, ["hats"], now)

    assert queries.get_standing(session, person.id, "smu-1").enrollment_id is not None


def test_a_completion_of_an_older_version_opens_the_course(session, person, now):
    complete_basics(session, person, now)
    content.live(session, content.course("smu-0", title="Anew", change=ChangeLevel.MATERIAL, note="All new."))

    attempts.mark_done(session, person, ["hats"], now)

    assert queries.get_standing(session, person.id, "smu-1").enrollment_id is not None


def test_waived_lessons_of_a_prerequisite_are_no_completion(session, person, now):
    hr = people.employee(session, "hr")
    waivers.record(session, person, hr, now, course="smu-0")

    with pytest.raises(NotEarned):
        attempts.start(session, person, now)


def test_whoever_began_before_the_lock_goes_on(session, now):
    content.live(session, BASICS, attempts.course())
    person = people.employee(session)
    attempts.mark_done(session, person, ["hats"], now)
    content.live(session, BASICS, attempts.course(prerequisites=("smu-0",), note="It builds on the basics."))

    attempts.complete(session, person, now)

    assert queries.get_standing(session, person.id, "smu-1").completed_at == now


def test_a_prerequisite_that_is_live_no_longer_locks_nobody(session, now):
    content.live(session, attempts.course(prerequisites=("smu-gone",)))
    person = people.employee(session)

    attempts.mark_done(session, person, ["hats"], now)

    assert list_missing(session, person.id, NEXT) == ()


# ---- the pages


def test_the_course_page_says_what_comes_first_and_has_no_button_to_start(session, person, page_of):
    answer = page_of(person).get("/courses/smu-1/")
    shown, source = text(answer), answer.get_data(as_text=True)

    assert "“What comes next” builds on The basics" in shown
    assert "Finish “The basics” first" in shown
    assert "Start the course" not in shown
    assert 'href="/courses/smu-0/"' in source
    assert "prior-learning" not in source


def test_the_catalog_says_locked_in_words(session, person, page_of):
    assert "Locked: first The basics" in text(page_of(person).get("/courses/"))


def test_a_lesson_is_read_by_its_link_and_says_that_it_does_not_count(session, person, page_of):
    answer = page_of(person).get("/courses/smu-1/hats/")
    shown = text(answer)

    assert "Say who speaks." in shown
    assert "You can read this" in shown
    assert "To have it count, finish" in shown
    assert "hats/done" not in answer.get_data(as_text=True)


def test_the_quiz_page_says_it_and_has_no_button(session, person, page_of):
    shown = text(page_of(person).get("/courses/smu-1/quiz/"))

    assert "Not open to you yet" in shown
    assert "Finish “The basics” first" in shown
    assert "Start the quiz" not in shown


@pytest.mark.parametrize("path", ["enroll", "hats/done"])
def test_a_form_sent_all_the_same_is_refused_with_the_way(session, person, page_of, path):
    answer = page_of(person).post(f"/courses/smu-1/{path}", status=409)
    shown = text(answer)

    assert "“What comes next” builds on “The basics”. Finish that first." in shown
    assert "Go to The basics" in shown
    assert 'href="/courses/smu-0/"' in answer.get_data(as_text=True)


def test_a_quiz_started_all_the_same_leads_back_to_its_page_with_the_words(session, person, page_of):
    shown = text(page_of(person).follow("/courses/smu-1/quiz/"))

    assert "“What comes next” builds on “The basics”. Finish that first." in shown


def test_once_it_is_completed_the_button_is_there(session, person, page_of, now):
    complete_basics(session, person, now)
    page = page_of(person)

    assert "Start the course" in text(page.get("/courses/smu-1/"))
    assert "You can read this" not in text(page.get("/courses/smu-1/hats/"))
    assert "Locked" not in text(page.get("/courses/"))


def test_a_lock_costs_a_lesson_no_statement_but_for_those_before_it(session, person, now):
    def asked(slug):
        with count_statements(session) as statements:
            queries.get_lesson_page(session, person.id, slug, "hats", now=now)
        return statements.count

    asked("smu-0")
    free, locked = asked("smu-0"), asked("smu-1")
    complete_basics(session, person, now)
    attempts.mark_done(session, person, ["hats"], now)
    asked("smu-1")

    assert (locked - free, asked("smu-1") - free) == (1, 0)


def test_the_catalog_asks_no_more_for_locks(session, now):
    person = people.employee(session)

    def asked():
        with count_statements(session) as statements:
            queries.list_rows(session, person.id)
        return statements.count

    content.live(session, BASICS)
    asked()
    one = asked()
    content.live(session, BASICS, MORE, NEXT)
    asked()

    assert asked() == one


def test_an_enrollment_that_is_there_is_given_again_whatever_is_asked_first(session, person, now):
    complete_basics(session, person, now)
    with work.transaction(session):
        first = services.enroll(session, person.id, "smu-1", by=attempts.by(person), now=now)
    content.live(
        session, BASICS, MORE, attempts.course(prerequisites=("smu-00",), note="It builds on the ropes.")
    )

    with work.transaction(session):
        again = services.enroll(session, person.id, "smu-1", by=attempts.by(person), now=now + DAY)

    assert again.id == first.id
