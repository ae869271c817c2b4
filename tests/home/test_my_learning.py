"""My learning: the state in words, the one next step, and everything else in its order."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.factories import attempts, content, dues, people
from tests.factories import certification as certified
from tests.page import text
from tests.statements import count_statements
from university.courses.models import ContentKind, ContentVersion
from university.engines.catalog.model import ChangeLevel
from university.learning.models import Enrollment
from university.storage import work

#: The visitor, and what the page itself asks.
STATEMENTS = 10


@pytest.fixture
def robin(session, now):
    content.live(session, attempts.course(), content.policy(), content.certification())
    return people.employee(session)


@pytest.fixture
def browser(robin, page_of):
    return page_of(robin)


def words_of(browser):
    return text(browser.get("/"))


def sign(session, browser):
    version = session.scalars(
        select(ContentVersion.id).where(ContentVersion.kind == ContentKind.POLICY)
    ).one()
    browser.post("/policies/principles/acknowledge", version=version)


def test_of_a_newcomer_nothing_is_asked_and_a_good_first_course_is_offered(browser):
    words = words_of(browser)

    assert "Nothing is asked of you just now. Look around, and begin whatever helps you." in words
    assert "A good next step Start Course smu-1" in words
    assert "Next toward Certification cert-1." in words


def test_each_empty_list_says_what_will_come(session, page_of, now):
    words = words_of(page_of(people.employee(session)))

    assert "When your manager, HR or a certification asks for a course, it stands here" in words
    assert "A course shows up here as soon as you start it" in words
    assert "Every lesson has a button to bookmark it" in words
    assert "A course moves here when all its lessons are done" in words


def test_what_is_asked_says_by_when_by_whom_and_why(session, robin, browser):
    dues.due(session, robin, date(2026, 11, 27))

    words = words_of(browser)

    assert "One course is due on Friday." in words
    assert "Your next step Start Course smu-1 Due Fri 27 Nov 2026, end of day (Berlin)" in words
    assert "Asked by Leo Brandstetter: Needed in Support." in words


def test_what_is_overdue_comes_first_and_says_since_when(session, robin, browser):
    content.live(session, attempts.course(), content.course("smu-2"))
    dues.due(session, robin, date(2026, 11, 27))
    dues.due(session, robin, date(2026, 11, 2), "smu-2")

    words = words_of(browser)

    assert "One course is overdue and one is due on Friday." in words
    assert "Your next step Start Course smu-2 Overdue since Mon 2 Nov 2026" in words
    to_do = words.partition(" To do ")[2]
    assert to_do.index("Overdue since Mon 2 Nov 2026") < to_do.index("Due Fri 27 Nov 2026")


def test_a_course_that_is_due_goes_before_what_was_touched_last(session, robin, browser):
    content.live(session, attempts.course(), content.course("smu-2"))
    dues.due(session, robin, date(2026, 12, 24), "smu-2")
    browser.post("/courses/smu-1/enroll")

    assert "Your next step Start Course smu-2" in words_of(browser)


def test_an_open_attempt_goes_before_what_is_due(session, robin, browser, now):
    content.live(session, attempts.course(), content.course("smu-2"))
    dues.due(session, robin, date(2026, 11, 2), "smu-2")
    attempt = attempts.start(session, robin, now)

    answer = browser.get("/").get_data(as_text=True)

    assert f'class="button button--main" href="/attempts/{attempt.id}/"' in answer
    assert "Go on with attempt 1 of the quiz" in answer


def test_what_is_asked_and_begun_is_not_denied_by_an_empty_list(session, robin, browser):
    dues.due(session, robin, date(2026, 11, 27))
    browser.post("/courses/smu-1/enroll")
    sign(session, browser)

    words = words_of(browser)

    assert "Nothing else is asked of you" in words
    assert "Nothing is asked of you" not in words


def test_a_lesson_says_how_far_one_is(session, robin, browser, now):
    attempts.mark_done(session, robin, ["hats"], now)

    assert "Lesson 2 of 2 · 5 min · 1 of 2 done" in text(browser.get("/courses/smu-1/share/"))


def test_somebody_of_whom_nothing_is_asked_is_offered_practice(session, robin, browser, now):
    certified.certificate(session, robin, now=now - timedelta(days=40))

    answer = browser.get("/")

    assert "All clear, and time to practice Three questions from Course smu-1" in text(answer)
    assert 'class="button button--main" href="/courses/smu-1/practice/"' in answer.get_data(as_text=True)


def test_what_must_come_before_a_course_that_is_due_is_the_next_step(session, robin, browser):
    content.live(
        session, attempts.course(), content.course("smu-2", prerequisites=("smu-1",)), content.policy()
    )
    dues.due(session, robin, date(2026, 11, 27), "smu-2")

    words = words_of(browser)

    assert "Your next step Start Course smu-1" in words
    assert "First comes Course smu-1" in words


def test_a_course_asked_in_a_new_round_is_to_be_taken_again(session, robin, browser, now):
    attempts.complete(session, robin, now - timedelta(days=300))
    dues.due(session, robin, date(2026, 11, 27), counts_from=now - timedelta(days=30))

    words = words_of(browser)

    assert "Your next step Take “Course smu-1” again" in words
    assert "You completed it on 26 January 2026. That stays on record." in words
    assert browser.post("/courses/smu-1/again").headers["Location"] == "/courses/smu-1/hats/"
    words = words_of(browser)
    assert "Your next step Begin with About hats Due Fri 27 Nov 2026, end of day (Berlin)" in words
    assert "0 of 2 done, quiz not passed yet" in words


def test_the_next_step_follows_the_reader_to_the_exact_place(browser):
    browser.post("/courses/smu-1/enroll")
    browser.get("/courses/smu-1/share/")

    answer = browser.get("/")

    assert 'class="button button--main" href="/courses/smu-1/share/"' in answer.get_data(as_text=True)
    assert "Begin with About share" in text(answer)
    assert "0 of 2 done, quiz not passed yet" in text(answer)


def test_after_the_lessons_comes_the_quiz_then_the_signature_then_nothing(session, robin, browser, now):
    attempts.mark_done(session, robin, ["hats", "share"], now)
    assert "Take the quiz of Course smu-1" in words_of(browser)

    attempts.sit(session, robin, attempts.RIGHT, now)
    words = words_of(browser)
    assert "Read and sign The principles" in words
    assert "Completed 22 November 2026, quiz 100%, 10 min" in words
    assert "You have learned 10 min here this year" in words

    sign(session, browser)
    assert "Nothing is waiting for you" in words_of(browser)


def test_what_was_waived_is_done_and_adds_no_hours(session, robin, browser, now):
    certified.complete(session, robin, score=None)
    with work.transaction(session):
        session.scalars(select(certified.Completion)).one().method = certified.CompletionMethod.WAIVED

    words = words_of(browser)

    assert "Waived 22 November 2026 Archive" in words
    assert "You have learned" not in words


def test_what_changed_since_is_said_with_the_authors_note(session, robin, browser, now):
    attempts.complete(session, robin, now)
    changed = attempts.course(title="Course smu-1, clearer", change=ChangeLevel.CLARIFY, note="Two examples.")
    content.live(session, changed, content.policy(), content.certification())

    answer = browser.get("/")

    assert "Changed since you finished Course smu-1, clearer Two examples. Version 2" in text(answer)
    assert 'href="/courses/smu-1/changes/"' in answer.get_data(as_text=True)


def test_a_typing_error_is_no_change_to_read(session, robin, browser, now):
    attempts.complete(session, robin, now)
    mended = attempts.course(summary="What a person in haste must know.", change=ChangeLevel.TYPO, note="")
    content.live(session, mended, content.policy(), content.certification())

    assert "Changed since you finished" not in words_of(browser)


@pytest.mark.parametrize(("count", "is_said"), [(4, False), (5, True)])
@pytest.mark.parametrize(
    ("others", "why"),
    [
        ({"department": "Finance"}, "Others with your role (Advisor) took it"),
        ({"job_title": "Engineer"}, "Colleagues in Support took it"),
    ],
    ids=["role", "department"],
)
def test_what_others_took_is_said_of_five_and_more(session, robin, browser, count, is_said, others, why):
    content.live(session, attempts.course(), content.course("smu-2"))
    for _ in range(count):
        certified.complete(session, people.employee(session, **others), "smu-2")
    stranger = people.employee(session, department="Finance", job_title="Accountant")
    certified.complete(session, stranger, "smu-2")

    assert (why in words_of(browser)) is is_said


def test_a_certificate_held_puts_nobody_on_the_way_to_the_next(session, robin, browser, now):
    certified.certificate(session, robin, now=now)
    nearer = content.certification("cert-2", after=("cert-1",), required=("smu-2",), policies=())
    other = content.certification("cert-0", required=("smu-3",), policies=())
    content.live(session, content.course("smu-2"), content.course("smu-3"), nearer, other)

    words = words_of(browser)

    assert "Next toward Certification cert-2" in words
    assert "For Certification cert-2" not in words


def test_a_certification_on_the_way_asks_for_its_other_steps(session, robin, browser):
    two = content.certification("cert-2", required=("smu-1", "smu-2"))
    content.live(session, attempts.course(), content.course("smu-2"), content.policy(), two)
    browser.post("/courses/smu-2/enroll")

    words = words_of(browser)

    assert "Course smu-1 For Certification cert-2" in words
    assert "The principles A policy to read and to sign" in words


def test_each_certification_says_how_far_one_is(session, browser, now):
    assert "You may share approved posts. 0 of 2 done" in words_of(browser)

    sign(session, browser)

    assert "You may share approved posts. 1 of 2 done" in words_of(browser)


def test_the_greeting_says_until_when_one_is_certified(session, robin, browser, now):
    certified.certificate(session, robin, now=now)

    assert "You hold Certification cert-1 until 22 November 2027." in words_of(browser)


def test_a_certificate_that_ends_soon_says_until_when(session, robin, browser, now):
    certified.certificate(session, robin, now=now - timedelta(days=340))

    words = words_of(browser)

    assert "Expiring 2 of 2 done Certification cert-1" in words
    assert "Ends Thu 17 Dec 2026, end of day (Berlin)" in words


def test_a_certificate_that_has_ended_is_no_reason_for_an_all_clear(session, robin, browser, now):
    certified.certificate(session, robin, now=now - timedelta(days=400))

    words = words_of(browser)

    assert "Certification cert-1 ended on 18 October 2026, and its permission with it." in words
    assert "All clear" not in words
    assert "See how you stand with Certification cert-1" in words
    assert "Ended Sun 18 Oct 2026" in words


def test_my_learning_takes_the_same_statements_for_one_course_and_for_three(session, robin, browser, now):
    attempts.complete(session, robin, now)
    dues.due(session, robin, date(2026, 11, 27), counts_from=now)
    browser.get("/")
    with count_statements(session) as one:
        browser.get("/")
    others = [content.course(f"smu-{number}") for number in (2, 3, 4)]
    content.live(session, attempts.course(), content.policy(), content.certification(), *others)
    for course in others[:2]:
        certified.complete(session, robin, course.slug)
        dues.due(session, robin, date(2026, 12, 27), course.slug, counts_from=now)
    browser.post("/courses/smu-4/enroll")
    browser.get("/")

    with count_statements(session) as three:
        browser.get("/")

    assert (one.count, three.count) == (STATEMENTS, STATEMENTS)


def test_somebody_elses_courses_are_not_shown(session, robin, browser, now):
    other = people.employee(session)
    dues.due(session, other, date(2026, 11, 27))
    attempts.mark_done(session, other, ["hats"], now)

    words = words_of(browser)

    assert "Leo Brandstetter" not in words
    assert session.scalars(select(Enrollment.employee_id)).all() == [other.id]
    assert "No course is under way" in words
