"""Reviews: asked of another author, told, answered once, asked again."""

import pytest

from tests.factories import people
from university.base.errors import Closed, Invalid, NotFound
from university.outbox.models import Message
from university.storage import work
from university.studio import queries, services
from university.studio.models import ReviewAnswer

COURSE = "smu-1"


@pytest.fixture
def tomasz(session):
    return people.employee(session, "author", name="Tomasz Wilk").id


@pytest.fixture
def hana(session):
    return people.employee(session, "author", name="Hana Sato").id


@pytest.fixture
def ask(session, tomasz, now):
    def act(reviewer_id, words="Look at the title."):
        with work.transaction(session):
            return services.ask_for_review(
                session, COURSE, reviewer_id=reviewer_id, words=words, by_id=tomasz, now=now
            ).id

    return act


@pytest.fixture
def answer(session, now):
    def act(review_id, by_id, said=ReviewAnswer.AGREED, words="", course=COURSE):
        with work.transaction(session):
            services.answer_review(session, course, review_id, answer=said, words=words, by_id=by_id, now=now)

    return act


def told(session):
    session.rollback()
    return [(one.employee_id, one.subject) for one in session.query(Message).order_by(Message.id)]


def test_the_reviewer_is_told_and_so_is_whoever_asked(session, tomasz, hana, ask, answer):
    answer(ask(hana), hana, ReviewAnswer.CHANGES_ASKED, "It is too long.")

    assert told(session) == [
        (hana, "Tomasz Wilk asks you to review smu-1"),
        (tomasz, "Hana Sato asks for changes in smu-1"),
    ]
    (row,) = queries.list_reviews(session, COURSE, [])
    assert (row.asked_by, row.reviewer, row.review.answer) == ("Tomasz Wilk", "Hana Sato", "It is too long.")


def test_the_same_request_is_made_once_and_another_at_any_time(session, hana, ask, answer):
    first = ask(hana)
    assert ask(hana) == first

    answer(first, hana)

    assert ask(hana) != first
    assert [row.review.id for row in queries.list_asked_of(session, hana)] == [first + 1]


def test_only_authors_and_administrators_are_asked_and_nobody_asks_themselves(session, tomasz, ask):
    for reviewer in (tomasz, people.employee(session).id, people.employee(session, "hr").id):
        with pytest.raises(Invalid):
            ask(reviewer)


def test_only_the_reviewer_answers_and_only_once(tomasz, hana, ask, answer):
    review = ask(hana)

    for person, course in ((tomasz, COURSE), (hana, "smu-2")):
        with pytest.raises(NotFound):
            answer(review, person, course=course)
    answer(review, hana)
    answer(review, hana)
    with pytest.raises(Closed):
        answer(review, hana, ReviewAnswer.CHANGES_ASKED, "No.")


def test_to_ask_for_changes_takes_words(hana, ask, answer):
    with pytest.raises(Invalid):
        answer(ask(hana), hana, ReviewAnswer.CHANGES_ASKED)


def test_those_who_may_be_asked_are_here_and_are_others(session, tomasz, hana, now):
    people.employee(session, "author", left_on=now.date())
    people.employee(session)

    found = queries.list_reviewers(session, but=tomasz, today=now.date())

    assert [person.id for person in found] == [hana]
