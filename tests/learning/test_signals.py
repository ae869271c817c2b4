"""Signs that HR looks at: what is one, what it shows, and that nothing follows from it."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import attempts, content, people
from tests.factories.attempts import RIGHT, WRONG
from tests.factories.questions import bank
from tests.page import text
from tests.statements import count_statements
from university.base.actor import Actor
from university.learning import services
from university.learning.models import Attempt, SignalReview
from university.learning.queries.signals import get_board
from university.learning.queries.signs import SignalKind
from university.records.models import Fact, FactPayload
from university.storage import work

MISTAKES = {f"q{number}": "d" for number in range(7)}
FOUND = "They sat side by side and talked about it."


@pytest.fixture
def hr(session):
    content.live(session, attempts.course())
    return people.employee(session, "hr")


def sit(session, chosen, now, seconds, person=None):
    """An attempt that takes so many seconds."""
    person = person or people.employee(session)
    attempt = attempts.start(session, person, now)
    return attempts.submit(session, attempt, chosen, now + timedelta(seconds=seconds))


def copied(session, now, size=4):
    """A course in which so many hand in the same seven mistakes, and twelve others make their own."""
    dice = random.Random(7)
    content.live(session, content.course("smu-1", quiz=bank(10), note="Long."))
    for _ in range(12):
        chosen = {f"q{number}": dice.choice("aaabcd") for number in range(10)}
        sit(session, chosen, now, 600)
    return [sit(session, MISTAKES | {"q8": "a", "q9": "a"}, now, 600) for _ in range(size)]


def kinds(session):
    return [one.kind for one in get_board(session).signals]


def test_passing_faster_than_anybody_reads_is_a_sign(session, hr, now):
    sit(session, RIGHT, now, 1)

    (found,) = get_board(session).signals

    assert (found.kind, found.words, found.needed) == (SignalKind.FAST, 15, 2)
    assert (found.attempts[0].seconds, found.attempts[0].score) == (1, 100)


@pytest.mark.parametrize(
    ("chosen", "seconds"), [(WRONG, 1), (RIGHT, 2)], ids=["who failed gained nothing", "time to read"]
)
def test_no_sign_is_seen(session, hr, now, chosen, seconds):
    sit(session, chosen, now, seconds)

    assert kinds(session) == []


def test_what_a_person_was_asked_before_need_not_be_read_again(session, hr, now):
    robin = people.employee(session)
    sit(session, WRONG, now, 300, robin)
    sit(session, RIGHT, now + timedelta(hours=1), 1, robin)

    assert kinds(session) == []


def test_a_group_with_equal_mistakes_is_a_sign_and_the_others_are_not_in_it(session, hr, now):
    group = copied(session, now)

    (found,) = get_board(session).signals

    assert found.kind is SignalKind.EQUAL
    assert [one.id for one in found.attempts] == sorted(one.id for one in group)
    assert {match.equal for match in found.group.matches} == {tuple(sorted(MISTAKES))}


def test_a_voided_question_is_no_sign(session, hr, now):
    copied(session, now)
    for question in sorted(MISTAKES)[:4]:
        with work.transaction(session):
            services.void_question(
                session, "smu-1", question, "It was unclear.", by=Actor.employee(hr.id), now=now
            )

    assert kinds(session) == []


def test_the_page_says_that_a_sign_is_not_a_proof_and_names_figures(session, hr, page_of, now):
    copied(session, now)

    shown = text(page_of(hr).get("/integrity/"))

    assert "A sign is not a proof" in shown
    assert "4 attempts: each shares 7 wrong answers with another, where chance explains about" in shown


def test_a_sign_shows_people_and_questions_and_no_answer(session, hr, page_of, now):
    group = copied(session, now)
    key = get_board(session).signals[0].key

    shown = page_of(hr).get(f"/integrity/{key}/")

    assert "This is a sign, not a proof." in text(shown)
    assert all(attempts.owner(session, one).name in text(shown) for one in group)
    assert "<code>q0</code>" in shown.text
    assert "why d" not in shown.text


def test_a_note_moves_a_sign_below_once_and_changes_no_score(session, hr, page_of, now):
    attempt = sit(session, RIGHT, now, 1)
    key = get_board(session).signals[0].key
    page = page_of(hr)

    first = page.post(f"/integrity/{key}/", words=FOUND)
    page.post(f"/integrity/{key}/", words="Something else.")

    session.expire_all()
    assert (first.status_code, first.headers["Location"]) == (303, "/integrity/")
    assert session.scalars(select(SignalReview.words)).all() == [FOUND]
    assert session.get_one(Attempt, attempt.id).score == 100
    board = get_board(session)
    assert board.signals == []
    assert [(one.review.words, one.by) for one in board.reviewed] == [(FOUND, hr.name)]
    assert board.reviewed[0].names == [attempts.owner(session, attempt).name]


def test_a_note_without_words_is_asked_for_again(session, hr, page_of, now):
    sit(session, RIGHT, now, 1)
    key = get_board(session).signals[0].key

    page_of(hr).post(f"/integrity/{key}/", words="", status=422)
    assert session.scalars(select(SignalReview)).all() == []


def test_a_sign_that_is_gone_is_not_found(hr, page_of):
    page_of(hr).get("/integrity/fast-0/", status=404)
    page_of(hr).post("/integrity/fast-0/", words=FOUND, status=404)


def test_who_looked_and_what_was_found_are_facts(session, hr, page_of, now):
    sit(session, RIGHT, now, 1)
    key = get_board(session).signals[0].key
    page = page_of(hr)

    page.get("/integrity/?course=smu-1")
    page.post(f"/integrity/{key}/", words=FOUND)

    session.rollback()
    rows = session.execute(
        select(Fact.kind, Fact.actor, FactPayload.payload)
        .join(FactPayload, FactPayload.fact_number == Fact.number)
        .where(Fact.kind.startswith("signal"))
        .order_by(Fact.number)
    ).all()
    assert [(row.kind, row.actor) for row in rows] == [
        ("signals.viewed", f"employee:{hr.id}"),
        ("signal.reviewed", f"employee:{hr.id}"),
    ]
    assert rows[0].payload == {"signs": 1, "course": "smu-1"}
    assert rows[1].payload["found"] == FOUND


def test_one_course_can_be_looked_at_alone(session, hr, page_of, now):
    sit(session, RIGHT, now, 1)

    assert len(get_board(session, "smu-1").signals) == 1
    assert get_board(session, "smu-2").signals == []
    assert "Nobody has handed in a quiz here yet" in text(page_of(hr).get("/integrity/?course=smu-2"))


def test_more_signs_need_no_more_statements(session, hr, page_of, now):
    def statements():
        with count_statements(session) as counted:
            get_board(session)
        return counted.count

    sit(session, RIGHT, now, 1)
    one = statements()
    for _ in range(2):
        sit(session, RIGHT, now, 1)

    assert statements() == one
