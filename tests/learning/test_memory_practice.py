"""Practice to remember a completed course by: offered after 7 and 30 days, never counted, nothing kept of it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import attempts, content, people
from tests.factories.questions import drill
from tests.page import Page, text
from tests.statements import count_statements
from university.base import clock
from university.base.actor import COMMAND
from university.engines.catalog.model import ChangeLevel
from university.engines.markup.safe_html import SafeHTML
from university.learning import jobs, services
from university.learning.models import Answer, Attempt, Completion, CompletionMethod, MemoryPractice
from university.learning.queries.own import list_practice_open
from university.outbox.models import Message, MessageState
from university.records.models import Fact
from university.records.rules import News
from university.storage import work

PATH = "/courses/smu-1/practice/"
ANSWERS = {"answer-practice-hats": "A", "answer-practice-share": "B"}
WEEK, MONTH = timedelta(days=7), timedelta(days=30)


@pytest.fixture
def robin(session, now):
    """Somebody who completed the course just now."""
    content.live(session, attempts.course())
    person = people.employee(session)
    attempts.complete(session, person, now)
    return person


@pytest.fixture
def browse(app, session, robin):
    """A browser in which that person signs in at this hour."""

    def open_page(person=robin):
        return Page(app, people.sign_in(session, person, now=clock.now()))

    return open_page


@pytest.fixture
def later(now, monkeypatch):
    """Let time pass since the completion."""

    def move(by):
        monkeypatch.setattr(clock, "now", lambda: now + by)
        return now + by

    return move


def told(session):
    """What waits to be mailed of practice, by path."""
    return session.scalars(
        select(Message.words).where(Message.kind == "practice", Message.state == MessageState.WAITING)
    ).all()


def test_a_completion_makes_two_at_seven_where_the_person_is(session, robin):
    rows = session.scalars(select(MemoryPractice).order_by(MemoryPractice.days)).all()

    assert [(row.days, row.opens_at.isoformat()) for row in rows] == [
        (7, "2026-11-29T06:00:00+00:00"),
        (30, "2026-12-22T06:00:00+00:00"),
    ]


def test_a_course_without_practice_makes_none(session, now):
    lessons = [content.lesson(slug, blocks=(SafeHTML("<p>Read.</p>"),)) for slug in ("hats", "share")]
    content.live(session, content.course("smu-1", *lessons, quiz=attempts.QUIZ))

    attempts.complete(session, people.employee(session), now)

    assert session.scalar(select(func.count(MemoryPractice.id))) == 0


def test_a_completion_that_was_imported_makes_none(session, now):
    content.live(session, attempts.course())
    person = people.employee(session)
    with work.transaction(session):
        enrollment = services.enroll(session, person.id, "smu-1", by=attempts.by(person), now=now)
        completion = Completion(
            enrollment_id=enrollment.id,
            employee_id=person.id,
            course="smu-1",
            version_id=enrollment.version_id,
            method=CompletionMethod.IMPORTED,
            completed_at=now,
        )
        session.add(completion)
        session.flush()
        subject = f"completion:{completion.id}"
        news = News(kind="course.completed", subject=subject, employee_id=person.id, by=COMMAND, now=now)
        services.offer_practice_later(session, news)

    assert session.scalar(select(func.count(MemoryPractice.id))) == 0


def test_nothing_is_told_before_its_hour_and_then_once(session, robin, later):
    later(WEEK - timedelta(hours=4))
    jobs.offer_practice()
    before = told(session)
    later(WEEK)

    jobs.offer_practice()
    jobs.offer_practice()

    assert before == []
    assert told(session) == [
        "It is a week since you completed it. A few questions, a few minutes; nothing counts."
    ]


def test_after_a_month_the_older_invitation_gives_way(session, robin, later):
    later(WEEK)
    jobs.offer_practice()
    later(MONTH)

    jobs.offer_practice()

    assert [words[:17] for words in told(session)] == ["It is a month sin"]
    assert session.scalars(select(MemoryPractice.days)).all() == [30]


@pytest.mark.parametrize(("days", "count"), [(50, 1), (90, 0)], ids=["for weeks", "for months"])
def test_a_worker_that_slept_tells_once_and_not_what_is_long_past(session, robin, later, days, count):
    later(timedelta(days=days))

    jobs.offer_practice()

    assert len(told(session)) == count


def test_whoever_has_left_is_told_nothing(session, robin, later, now):
    robin.left_on = now.date()
    session.commit()
    later(WEEK)

    jobs.offer_practice()

    assert told(session) == []
    assert session.scalar(select(func.count(MemoryPractice.id)).where(MemoryPractice.days == 7)) == 0


def test_what_it_reads_takes_the_same_statements_for_one_person_and_for_three(session, robin, later, now):
    def offer():
        with count_statements(session) as counter, work.transaction(session):
            services.offer_practice(session, now=now + WEEK)
        return counter.count

    one = offer()
    for _ in range(3):
        attempts.complete(session, people.employee(session), now)

    # SQLite takes each of the two further messages by itself.
    assert offer() <= one + 2


def test_what_is_open_stands_under_my_learning_until_it_is_done(session, robin, browse, later):
    before = list_practice_open(session, robin.id, later(timedelta(days=1)))
    open_now = list_practice_open(session, robin.id, later(WEEK))
    browse().post(PATH, status=200, check="practice-hats", **ANSWERS)
    browse().post(PATH, status=200, check="practice-share", tried="practice-hats", **ANSWERS)

    assert before == []
    assert [(one.course_slug, one.course_title, one.days) for one in open_now] == [
        ("smu-1", "Course smu-1", 7)
    ]
    assert list_practice_open(session, robin.id, later(WEEK)) == []


def test_the_page_asks_practice_and_says_where_it_comes_from(browse, later):
    later(WEEK)

    words = text(browse().get(PATH))

    assert "Do you still know it?" in words
    assert "Nothing here is counted, and no answer is kept." in words
    assert "practice-hats?" in words
    assert "from About share" in words
    assert "who?" not in words


def test_each_question_gets_its_feedback_and_the_others_keep_theirs(session, robin, browse, later):
    later(WEEK)

    first = text(browse().post(PATH, status=200, check="practice-hats", **ANSWERS))
    both = text(browse().post(PATH, status=200, check="practice-share", tried="practice-hats", **ANSWERS))

    assert "That is right." in first
    assert "Not quite" not in first
    assert "That is right." in both
    assert "Not quite. Read why, and try again." in both
    assert "You practiced this on 29 November 2026" in both


def test_nothing_is_kept_but_that_it_was_done(session, robin, browse, later):
    before = [session.scalar(select(func.count()).select_from(table)) for table in (Attempt, Answer, Fact)]
    later(WEEK)
    jobs.offer_practice()

    browse().post(PATH, status=200, check="practice-share", tried="practice-hats", **ANSWERS)

    after = [session.scalar(select(func.count()).select_from(table)) for table in (Attempt, Answer, Fact)]
    assert after == before
    assert session.scalars(select(MemoryPractice.days).where(MemoryPractice.done_at.is_not(None))).all() == [
        7
    ]
    assert told(session) == []


def test_one_question_alone_is_not_all_of_it(session, robin, browse, later):
    later(WEEK)

    words = text(browse().post(PATH, status=200, check="practice-hats", **ANSWERS))

    assert "Try all 2, in any order; then you are done." in words
    assert session.scalar(select(func.count(MemoryPractice.done_at))) == 0


def test_whoever_comes_late_does_both_at_once(session, robin, browse, later):
    later(MONTH)

    browse().post(PATH, status=200, check="practice-share", tried="practice-hats", **ANSWERS)

    assert list_practice_open(session, robin.id, later(MONTH)) == []


def test_an_empty_answer_asks_to_choose(browse, later):
    later(WEEK)

    assert "Choose an answer first" in text(browse().post(PATH, status=422, check="practice-hats"))


@pytest.mark.parametrize("field", ["check", "again"])
def test_a_question_that_is_not_asked_is_not_found(browse, later, field):
    later(WEEK)

    browse().post(PATH, status=404, **{field: "who"})


def test_before_its_day_the_page_says_when(browse):
    assert "Your practice opens on Sun 29 Nov 2026, 07:00 (Berlin)" in text(browse().get(PATH))
    browse().post(PATH, status=404, check="practice-hats")


def test_whoever_has_not_completed_the_course_finds_none(session, robin, page_of):
    stranger = page_of(people.employee(session))

    assert "opens a week after you have completed it" in text(stranger.get(PATH, status=404))


def test_taken_again_the_old_practice_is_withdrawn_with_its_message(session, robin, later, now):
    later(WEEK)
    jobs.offer_practice()
    content.live(session, attempts.course(title="New", change=ChangeLevel.MATERIAL, note="New."))
    attempts.take_again(session, robin, now + WEEK)

    attempts.complete(session, robin, now + WEEK + timedelta(days=1))

    rows = session.scalars(select(MemoryPractice.opens_at).order_by(MemoryPractice.opens_at)).all()
    assert [row.date().isoformat() for row in rows] == ["2026-12-07", "2026-12-30"]
    assert told(session) == []


def test_a_new_version_asks_its_own_questions(session, browse, later):
    later(WEEK)
    lessons = content.lesson("caps"), content.lesson("share")
    content.live(
        session, content.course("smu-1", *lessons, change=ChangeLevel.MATERIAL, note="Renamed.", title="New")
    )

    assert "practice-caps?" in text(browse().get(PATH))


def test_a_version_without_practice_offers_none(session, robin, browse, later):
    lessons = [content.lesson(slug, blocks=(SafeHTML("<p>Read.</p>"),)) for slug in ("hats", "share")]
    content.live(session, content.course("smu-1", *lessons, change=ChangeLevel.MATERIAL, note="Less."))
    at = later(WEEK)

    offered = list_practice_open(session, robin.id, at)
    words = text(browse().get(PATH))
    jobs.offer_practice()

    assert offered == []
    assert "There is nothing to practice" in words
    assert told(session) == []


def test_a_drill_is_done_at_its_end_and_can_begin_again(session, now, browse, later):
    lesson = content.lesson("hats", blocks=(SafeHTML("<p>Read.</p>"), drill("way")))
    content.live(
        session, content.course("smu-1", lesson, content.lesson("share"), quiz=attempts.QUIZ, note="Drills.")
    )
    person = people.employee(session)
    attempts.complete(session, person, now)
    later(WEEK)
    browser = browse(person)

    started = text(browser.post(PATH, status=200, check="way", **{"choice-way": "A"}))
    again = text(browser.post(PATH, status=200, again="way", **{"answer-way": "A"}))

    assert "You chose:" in started
    assert "You chose:" not in again


def test_practice_that_nobody_took_for_a_month_is_offered_no_longer(session, robin, later):
    later(MONTH)

    open_now = list_practice_open(session, robin.id, later(MONTH + MONTH - timedelta(hours=4)))
    a_month_on = list_practice_open(session, robin.id, later(MONTH + MONTH + timedelta(days=1)))

    assert ([one.days for one in open_now], a_month_on) == ([30], [])
