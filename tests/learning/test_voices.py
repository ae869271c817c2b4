"""What learners tell authors: mistakes they found, with an answer, and what they think of a course."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.factories import attempts, content, people
from tests.page import text
from university.base.errors import Closed, Invalid, NotEarned, NotFound, TooMany
from university.learning import rules, services
from university.learning.models import CourseRating, MistakeReport
from university.outbox.models import Message, MessageState
from university.records.models import Fact, FactPayload
from university.storage import work

HERE = "/courses/smu-1/hats"
WORDS = "The second hat is called the first one."
THANKS = "Thank you, it is put right now."


@pytest.fixture
def owner(session):
    content.live(session, attempts.course())
    return people.employee(session, "author", employee_number="LG-0011")


@pytest.fixture
def robin(session, owner):
    return people.employee(session)


@pytest.fixture
def browser(robin, page_of):
    return page_of(robin)


@pytest.fixture
def report(session, robin, now):
    """Report a mistake as a service takes it."""

    def tell(words=WORDS, *, is_named=True, at=now):
        with work.transaction(session):
            return services.report_mistake(
                session, robin.id, "smu-1", "hats", words, is_named=is_named, now=at
            )

    return tell


def answer(session, reported, by, now, words=THANKS):
    with work.transaction(session):
        services.answer_mistake(session, "smu-1", reported.id, words, by_id=by.id, now=now)


def told(session, kind):
    """Who is told of this kind, with the words."""
    rows = session.execute(
        select(Message.employee_id, Message.words).where(
            Message.kind == kind, Message.state == MessageState.WAITING
        )
    )
    return [tuple(row) for row in rows]


def test_the_owner_is_told_of_a_mistake_once_and_a_fact_says_who(session, owner, robin, browser):
    browser.post(f"{HERE}/mistake", words=WORDS, named="named")
    browser.post(f"{HERE}/mistake", words=WORDS, named="named")

    fact = session.scalars(select(Fact).where(Fact.kind == "mistake.reported")).one()
    assert told(session, "mistake reported") == [
        (owner.id, "It is in the lesson “About hats”. Read it and answer.")
    ]
    assert (fact.actor, fact.employee_id) == (f"employee:{robin.id}", None)


def test_without_a_name_neither_fact_nor_message_says_who(session, robin, browser):
    browser.post(f"{HERE}/mistake", words=WORDS, named="unnamed")

    fact = session.scalars(select(Fact).where(Fact.kind == "mistake.reported")).one()
    payload = session.scalars(select(FactPayload.payload).where(FactPayload.fact_number == fact.number)).one()
    assert (fact.actor, fact.employee_id) == ("system", None)
    assert robin.name not in told(session, "mistake reported")[0][1]
    assert sorted(payload) == ["course", "lesson", "version_id"]


def test_owners_who_left_are_not_told_and_administrators_step_in(session, owner, report, now):
    admin = people.employee(session, "admin")
    people.employee(session, "admin", left_on=now.date())
    owner.left_on = now.date()
    session.commit()

    report()

    assert [person for person, _ in told(session, "mistake reported")] == [admin.id]


@pytest.mark.parametrize(
    "fields",
    [{}, {"words": "Too short"}, {"words": "x" * 2001}, {"words": WORDS, "named": "perhaps"}],
    ids=["nothing", "too short", "too long", "an odd choice"],
)
def test_a_report_that_says_too_little_or_too_much_is_refused(session, browser, fields):
    browser.post(f"{HERE}/mistake", status=422, **({"named": "named"} | fields))

    assert session.scalar(select(func.count(MistakeReport.id))) == 0


@pytest.mark.parametrize("words", ["short", "x" * 2001])
def test_a_script_cannot_go_around_the_form(report, words):
    with pytest.raises(Invalid):
        report(words)


@pytest.mark.parametrize("path", ["/courses/smu-1/nothing/mistake", "/courses/nothing/hats/mistake"])
def test_there_is_nothing_to_report_on_what_is_not_there(browser, path):
    browser.get(path, status=404)
    browser.post(path, status=404, words=WORDS, named="named")


def test_twenty_reports_a_day_are_taken_and_then_tomorrow(session, report, now):
    for number in range(20):
        report(f"Mistake number {number}, here.")

    with pytest.raises(TooMany, match="please go on tomorrow"):
        report("One more mistake.")
    report("One more mistake.", at=now + timedelta(days=1, seconds=1))

    assert session.scalar(select(func.count(MistakeReport.id))) == 21


def test_too_many_reports_are_told_in_words_on_a_page(browser, report):
    for number in range(20):
        report(f"Mistake number {number}, here.")

    answer = browser.post(f"{HERE}/mistake", status=429, words=WORDS, named="named")

    assert "You reported 20 mistakes within a day. Thank you" in text(answer)


def test_the_reader_gets_the_answer_and_the_owner_is_no_longer_told(
    session, owner, robin, report, now, browser
):
    reported = report(is_named=False)

    answer(session, reported, owner, now)
    answer(session, reported, owner, now)

    assert told(session, "mistake answered") == [(robin.id, THANKS)]
    assert told(session, "mistake reported") == []
    assert session.scalars(select(Fact.kind).where(Fact.kind == "mistake.answered")).all() == [
        "mistake.answered"
    ]
    assert f"Answered 22 November 2026 {WORDS} You, 22 November 2026, without your name {THANKS}" in text(
        browser.get(f"{HERE}/mistake")
    )


def test_two_authors_answer_once(session, owner, report, now):
    reported = report()
    answer(session, reported, owner, now)

    with pytest.raises(Closed):
        answer(session, reported, owner, now, "I see it in another way.")


@pytest.mark.parametrize("words", ["no", "x" * 2001])
def test_an_answer_has_its_bounds(session, owner, report, now, words):
    with pytest.raises(Invalid):
        answer(session, report(), owner, now, words)


def test_a_report_is_answered_in_its_own_course_only(session, owner, report, now):
    reported = report()

    with pytest.raises(NotFound), work.transaction(session):
        services.answer_mistake(session, "smu-2", reported.id, THANKS, by_id=owner.id, now=now)


def test_nobody_sees_what_another_reader_reported(session, report, page_of):
    report()

    assert WORDS not in text(page_of(people.employee(session)).get(f"{HERE}/mistake"))


def test_whoever_completed_the_course_rates_it_and_may_change_it(session, owner, robin, browser, now):
    attempts.complete(session, robin, now)
    offered = text(browser.get("/courses/smu-1/"))
    browser.post("/courses/smu-1/rating", stars="4", comment="More of it.", named="unnamed")
    browser.post("/courses/smu-1/rating", stars="2", comment="Less.", named="named")

    kept = session.scalars(select(CourseRating)).one()
    assert "What do you think of it?" in offered
    assert (kept.stars, kept.comment, kept.is_named) == (2, "Less.", True)
    assert told(session, "course rated") == [
        (owner.id, "Somebody who completed the course says what they think of it.")
    ]
    assert "You gave 2 stars." in text(browser.get("/courses/smu-1/"))
    assert "Less." in text(browser.get("/courses/smu-1/rating"))


def test_a_rating_leaves_no_fact(session, robin, browser, now):
    attempts.complete(session, robin, now)
    before = session.scalar(select(func.count(Fact.number)))

    browser.post("/courses/smu-1/rating", stars="1", comment="Dull.", named="named")

    assert session.scalar(select(func.count(Fact.number))) == before


def test_owners_are_told_of_ratings_once_a_day_so_that_the_hour_tells_nobody(session, owner, now):
    said = services.Said(stars=5, comment="", is_named=False)
    hours = [timedelta(0), timedelta(hours=3), timedelta(days=1)]

    for later in hours:
        reader = people.employee(session)
        attempts.complete(session, reader, now)
        with work.transaction(session):
            services.rate(session, reader.id, "smu-1", said, now=now + later)

    assert [person for person, _ in told(session, "course rated")] == [owner.id, owner.id]


def test_before_the_course_is_completed_nobody_rates_it(session, browser):
    browser.post(f"{HERE}/done")

    assert "What do you think of it?" not in text(browser.get("/courses/smu-1/"))
    assert "Complete the course first" in text(browser.get("/courses/smu-1/rating", status=409))
    browser.post("/courses/smu-1/rating", status=409, stars="4", named="unnamed")
    assert session.scalar(select(func.count(CourseRating.id))) == 0


@pytest.mark.parametrize(
    "fields",
    [{}, {"stars": "0"}, {"stars": "6"}, {"stars": "x"}, {"stars": "3", "comment": "x" * 1001}],
    ids=["no stars", "too few", "too many", "not a number", "too long a comment"],
)
def test_a_rating_has_its_bounds(session, robin, browser, now, fields):
    attempts.complete(session, robin, now)

    browser.post("/courses/smu-1/rating", status=422, **({"named": "unnamed"} | fields))

    assert session.scalar(select(func.count(CourseRating.id))) == 0


@pytest.mark.parametrize(
    ("stars", "words"),
    [
        ([], "No ratings yet"),
        ([5], "1 rating; an average is shown from 5 on"),
        ([5, 4, 4], "3 ratings; an average is shown from 5 on"),
        ([5, 4, 4, 4, 5], "4.5 of 5 stars, from 5 ratings"),
        ([3] * 6, "3 of 5 stars, from 6 ratings"),
    ],
    ids=["none", "one", "three", "five", "six"],
)
def test_an_average_is_told_from_five_ratings_on_in_halves(stars, words):
    assert rules.average(stars).words == words


@given(st.lists(st.integers(1, 5), max_size=30))
def test_an_average_lies_between_its_stars(stars):
    average = rules.average(stars).stars

    assert (average is None) == (len(stars) < 5)
    assert average is None or min(stars) <= average <= max(stars)


@given(st.sets(st.integers(1, 10_000)))
def test_the_order_of_comments_stays_and_loses_none(ids):
    assert sorted(rules.scattered(ids, "smu-1")) == sorted(ids)
    assert rules.scattered(ids, "smu-1") == rules.scattered(sorted(ids, reverse=True), "smu-1")


def test_rating_an_unfinished_course_by_the_service_is_not_earned(session, robin, now):
    said = services.Said(stars=5, comment="", is_named=False)

    with pytest.raises(NotEarned), work.transaction(session):
        services.rate(session, robin.id, "smu-1", said, now=now)
