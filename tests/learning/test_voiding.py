"""Voiding a question: scores rise or stay, passes stay, and every row proves its own score."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from tests.factories import attempts, certification, content, people
from tests.factories.attempts import RIGHT, WRONG
from tests.factories.questions import bank, question
from tests.page import text
from tests.statements import count_statements
from university.base.actor import SYSTEM, Actor
from university.base.errors import Closed, Invalid, NotAllowed, NotFound
from university.certification.models import Certificate
from university.engines.catalog.model import ChangeLevel
from university.engines.ledger.verify import verify
from university.engines.quiz.mark import passes
from university.learning import queries, services
from university.learning.models import Attempt, Completion, VoidedQuestion
from university.learning.queries.voiding import plan_void
from university.learning.queries.voids import list_voided
from university.outbox.models import Message
from university.records import queries as ledger
from university.records.models import Fact, FactPayload
from university.records.rules import Filters
from university.storage import work

REASON = "Two of its options are right."
TWO_OF_THREE = RIGHT | {"both": "a"}


@pytest.fixture
def author(session):
    content.live(session, attempts.course())
    return people.employee(session, "author")


def void(session, author, now, question="both", reason=REASON):
    with work.transaction(session):
        return services.void_question(
            session, "smu-1", question, reason, by=Actor.employee(author.id), now=now
        )


def facts(session, *kinds):
    session.rollback()
    rows = session.execute(
        select(Fact.kind, FactPayload.payload)
        .join(FactPayload, FactPayload.fact_number == Fact.number)
        .where(Fact.kind.in_(kinds))
        .order_by(Fact.number)
    )
    return [(row.kind, row.payload) for row in rows]


def proven(session, attempt):
    """The score that the row alone gives."""
    marking = queries.get_marking(session, queries.get_own_attempt(session, attempt.id, attempt.employee_id))
    return marking.score, passes(marking.right, marking.drawn_count, attempt.pass_mark)


def standing(session, attempt):
    session.expire_all()
    return attempt.score, attempt.is_passed


def test_a_voided_question_counts_as_right_for_whoever_was_asked_it(session, author, now):
    wrong = attempts.sit(session, people.employee(session), TWO_OF_THREE, now)
    right = attempts.sit(session, people.employee(session), RIGHT, now)

    void(session, author, now)

    assert standing(session, wrong) == proven(session, wrong) == (100, True)
    assert standing(session, right) == proven(session, right) == (100, True)
    assert wrong.voided == right.voided == ["both"]


def test_it_leaves_facts_with_the_score_before_and_after(session, author, now):
    attempts.sit(session, people.employee(session), TWO_OF_THREE, now)
    attempts.sit(session, people.employee(session), RIGHT, now)

    void(session, author, now)

    before_and_after = {"score_before": 66, "score": 100, "was_passed": False, "is_passed": True}
    assert facts(session, "question.voided", "attempt.rescored") == [
        ("question.voided", {"course": "smu-1", "question": "both", "reason": REASON}),
        ("attempt.rescored", {"question": "both"} | before_and_after),
    ]


def test_pressing_twice_voids_once(session, author, now):
    attempt = attempts.sit(session, people.employee(session), WRONG, now)

    first, second = void(session, author, now), void(session, author, now, reason="Another reason.")

    assert first.id == second.id
    assert second.reason == REASON
    assert standing(session, attempt) == (33, False)
    assert len(facts(session, "question.voided", "attempt.rescored")) == 2


def test_whoever_passes_by_it_completes_the_course_and_is_certified(session, author, now):
    content.live(session, content.policy(), content.certification(), attempts.course())
    robin = people.employee(session)
    certification.sign(session, robin)
    attempts.mark_done(session, robin, ["hats", "share"], now)
    attempts.sit(session, robin, TWO_OF_THREE, now)

    void(session, author, now)

    assert session.scalars(select(Completion.score)).all() == [100]
    assert session.scalars(select(Certificate.employee_id)).all() == [robin.id]
    assert [kind for kind, _ in facts(session, "quiz.passed", "course.completed")] == [
        "quiz.passed",
        "course.completed",
    ]


def test_whoever_passes_by_it_still_reads_the_lessons_that_are_open(session, author, now):
    attempts.sit(session, people.employee(session), TWO_OF_THREE, now)

    void(session, author, now)

    assert session.scalars(select(Completion)).all() == []


def test_a_completion_rises_with_its_score_and_the_table_of_before_stays(session, author, now):
    content.live(session, attempts.course(pass_mark=60, note="Second."))
    robin = people.employee(session)
    attempts.mark_done(session, robin, ["hats", "share"], content.LOADED)
    attempts.sit(session, robin, TWO_OF_THREE, content.LOADED)
    yesterday = Filters(as_of=content.LOADED)
    before = ledger.list_page(session, yesterday, now=now, page=1)

    void(session, author, now)

    assert [row.score for row in ledger.list_page(session, Filters(status="completed"), now=now, page=1)] == [
        100
    ]
    assert [(row.score, row.status) for row in ledger.list_page(session, Filters(), now=now, page=1)] == [
        (100, "completed"),
        (66, "replaced"),
    ]
    assert ledger.list_page(session, yesterday, now=now, page=1) == before
    assert len({row.happened_on for row in ledger.list_page(session, Filters(), now=now, page=1)}) == 1
    assert facts(session, "completion.rescored")[0][1]["score_before"] == 66
    assert list(verify(ledger.stream_links(session), ledger.get_head(session))) == []


def test_a_completion_may_rise_twice(session, author, now):
    content.live(session, attempts.course(pass_mark=30, note="Second."))
    robin = people.employee(session)
    attempts.mark_done(session, robin, ["hats", "share"], now)
    attempts.sit(session, robin, WRONG | {"who": RIGHT["who"]}, now)

    void(session, author, now)
    void(session, author, now, "when")

    rows = ledger.list_page(session, Filters(sort="score"), now=now, page=1)
    assert [(row.score, row.status) for row in rows] == [
        (33, "replaced"),
        (66, "replaced"),
        (100, "completed"),
    ]


def test_a_better_score_earns_a_certificate_that_asks_for_more_than_the_quiz(session, author, now):
    demanding = content.certification(pass_mark=90, policies=())
    content.live(session, demanding, attempts.course(pass_mark=60, note="Second."))
    robin = people.employee(session)
    attempts.mark_done(session, robin, ["hats", "share"], now)
    attempts.sit(session, robin, TWO_OF_THREE, now)
    assert session.scalars(select(Certificate)).all() == []

    void(session, author, now)

    assert session.scalars(select(Certificate.employee_id)).all() == [robin.id]


def test_an_open_attempt_counts_it_when_it_is_handed_in(session, author, now):
    attempt = attempts.start(session, people.employee(session), now)

    void(session, author, now)
    attempt = attempts.submit(session, attempt, TWO_OF_THREE, now)

    assert standing(session, attempt) == proven(session, attempt) == (100, True)


def test_a_new_draw_leaves_it_out_and_divides_by_what_it_asks(session, author, now):
    void(session, author, now)

    paper = {"who": RIGHT["who"], "when": WRONG["when"]}
    attempt = attempts.sit(session, people.employee(session), paper, now)

    assert {one.id for one in queries.drawn_of(attempt)} == {"who", "when"}
    assert standing(session, attempt) == proven(session, attempt) == (50, False)


def test_every_version_that_asked_it_is_scored_anew(session, author, now):
    old = attempts.sit(session, people.employee(session), TWO_OF_THREE, now)
    content.live(
        session, attempts.course(pass_mark=100, note="Second.", change=ChangeLevel.MATERIAL), now=now
    )
    new = attempts.sit(session, people.employee(session), TWO_OF_THREE, now)

    plan = plan_void(session, "smu-1", "both")
    void(session, author, now)

    assert (plan.attempts, plan.versions, plan.rising, plan.passing) == (2, 2, 2, 2)
    assert standing(session, old) == standing(session, new) == (100, True)


def test_a_question_of_the_same_name_in_another_course_is_left_alone(session, author, now):
    other = content.course("smu-2", quiz=attempts.QUIZ)
    content.live(session, attempts.course(), other)
    robin = people.employee(session)
    with work.transaction(session):
        attempt = services.start_attempt(session, robin.id, "smu-2", by=SYSTEM, now=now)

    void(session, author, now)

    session.expire_all()
    assert attempt.voided == []
    assert list_voided(session, "smu-2") == frozenset()


def test_only_those_whose_score_rose_are_told_and_each_once(session, author, now):
    robin, kim = people.employee(session), people.employee(session)
    attempts.sit(session, robin, WRONG, now)
    best = attempts.sit(session, robin, TWO_OF_THREE, now)
    attempts.sit(session, kim, RIGHT, now)

    row = void(session, author, now)

    told = session.scalars(select(Message).where(Message.kind == "question voided")).all()
    assert [(one.employee_id, one.path) for one in told] == [(robin.id, f"/attempts/{best.id}/result")]
    assert "Your score is now 100% (was 66%). With that you pass the quiz." in told[0].words
    assert told[0].about == f"voided question:{row.id}"


def test_whoever_was_asked_it_reads_the_reason_beside_the_answer(session, author, now, page_of):
    robin = people.employee(session)
    attempt = attempts.sit(session, robin, TWO_OF_THREE, now)

    void(session, author, now)

    shown = text(page_of(robin).get(f"/attempts/{attempt.id}/result"))
    assert "You passed: 3 of 3 right." in shown
    assert f"found faulty on 22 November 2026, and counts as right. {REASON}" in shown


def test_whose_best_score_is_another_attempts_is_told_that_it_stays(session, author, now):
    robin = people.employee(session)
    weak = attempts.sit(session, robin, WRONG, now)
    attempts.sit(session, robin, RIGHT, now)

    void(session, author, now)

    told = session.scalars(select(Message).where(Message.kind == "question voided")).one()
    assert told.path == f"/attempts/{weak.id}/result"
    assert "That attempt now has 33% (was 0%). Your best score stays 100%." in told.words
    assert len(facts(session, "quiz.passed")) == 1


@pytest.mark.parametrize("reason", ["", "too short", "x" * 501], ids=["none", "too short", "too long"])
def test_a_reason_is_asked_for(session, author, now, reason):
    with pytest.raises(Invalid):
        void(session, author, now, reason=reason)


def test_what_was_never_asked_cannot_be_voided(session, author, now):
    with pytest.raises(NotFound):
        void(session, author, now, "practice-hats")


def test_only_a_person_voids_a_question(session, author, now):
    with pytest.raises(NotAllowed), work.transaction(session):
        services.void_question(session, "smu-1", "both", REASON, by=SYSTEM, now=now)


def test_the_last_question_of_a_quiz_stays(session, author, now):
    void(session, author, now, "both")
    void(session, author, now, "when")

    with pytest.raises(Closed):
        void(session, author, now, "who")
    assert session.scalar(select(func.count()).select_from(VoidedQuestion)) == 2


def test_a_score_that_stands_higher_than_its_row_gives_is_never_lowered(session, author, now):
    attempt = attempts.sit(session, people.employee(session), WRONG, now)
    with work.transaction(session):
        session.execute(update(Attempt).values(score=90, is_passed=True))

    void(session, author, now)

    assert standing(session, attempt) == (90, True)


def test_statements_grow_with_the_attempts_at_most(session, author, now):
    def statements(question):
        with count_statements(session) as counted:
            void(session, author, now, question)
        return counted.count

    content.live(session, content.course("smu-1", quiz=bank(6), note="Second."))
    people_asked = [people.employee(session) for _ in range(9)]
    for one in people_asked[:3]:
        attempts.sit(session, one, {}, now)
    few = statements("q0")
    for one in people_asked[3:]:
        attempts.sit(session, one, {}, now)
    many = statements("q1")

    assert many - few <= 6 * 2


LETTERS = {"who": ["a", "b"], "when": ["a", "c"], "both": ["a", "ac", "b"]}
ANSWERS = st.fixed_dictionaries({}, optional={id_: st.sampled_from(of) for id_, of in LETTERS.items()})


@given(
    papers=st.lists(ANSWERS, min_size=1, max_size=3),
    still_open=ANSWERS,
    voided=st.lists(st.sampled_from(sorted(RIGHT)), min_size=1, max_size=3),
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_score_falls_no_pass_is_lost_and_every_row_gives_its_score(
    session, author, now, papers, still_open, voided
):
    slug = f"smu-{next(people.NUMBERS)}"
    quiz = tuple(question(id_, right=letters, lesson=attempts.LESSONS[id_]) for id_, letters in RIGHT.items())
    content.live(session, content.course(slug, quiz=(*quiz, question("fixed"))))
    sat = [_sit(session, slug, paper, now) for paper in papers]
    running = _sit(session, slug, None, now)
    before = [standing(session, one) for one in sat]

    for id_ in voided:
        with work.transaction(session):
            services.void_question(session, slug, id_, REASON, by=Actor.employee(author.id), now=now)
        after = [standing(session, one) for one in sat]
        assert all(old <= new for old, new in zip(before, after, strict=True))
        assert after == [proven(session, one) for one in sat]
        before = after
    attempts.submit(session, running, still_open, now)

    assert standing(session, running) == proven(session, running)
    assert running.voided == sorted(set(voided))


def _sit(session, slug, paper, now):
    """An attempt of somebody new: handed in with a paper, or left open."""
    person = people.employee(session)
    with work.transaction(session):
        attempt = services.start_attempt(session, person.id, slug, by=attempts.by(person), now=now)
    if paper is None:
        return attempt
    return attempts.submit(session, attempt, paper, now)
