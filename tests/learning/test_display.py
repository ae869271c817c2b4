"""After handing in a result shows what the display allows, and not a byte more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.questions import RIGHT, WRONG, one_of_each
from tests.page import Page, text
from university.base.errors import NotFound
from university.engines.catalog.model import CHOICES, ChangeLevel, Display, Option, Question, QuestionKind
from university.learning import queries
from university.learning.models import Attempt
from university.learning.rules import Shown, shown
from university.people.models import Employee

QUIZ = tuple(replace(question, lesson="hats") for question in one_of_each())
NO_WALK = tuple(question for question in QUIZ if question.kind is not QuestionKind.DRILL)
QUIZ_PAGE = "/courses/smu-1/quiz/"


@pytest.fixture
def robin(session: Session, now: datetime) -> Employee:
    return people.employee(session)


@pytest.fixture
def sit(session: Session, robin: Employee, now: datetime) -> Callable[..., Attempt]:
    """Hand in an attempt at a quiz of every kind, with this display."""

    def do(display: Display, chosen: dict[str, Any], **special: Any) -> Attempt:
        content.live(session, attempts.course(quiz=QUIZ, display=display, **special))
        return attempts.sit(session, robin, chosen, now)

    return do


def result_of(browser: Page, attempt: Attempt) -> str:
    return browser.get(f"/attempts/{attempt.id}/result").get_data(as_text=True)


def options_of(question: Question) -> list[Option]:
    return [*question.options, *(option for step in question.steps for option in step.options)]


def not_given(question: Question, given: tuple[str, ...]) -> Iterator[str]:
    """All feedback but that on what was given; and of typed answers every accepted wording."""
    named = {one.partition(":")[2] or one for one in given}
    for option in options_of(question):
        if question.kind in CHOICES and option.id not in named:
            yield str(option.feedback)
        if question.kind in {QuestionKind.ORDERING, QuestionKind.MATCHING}:
            yield str(option.feedback)
        if question.kind in {QuestionKind.TEXT, QuestionKind.NUMBER} and option.is_right:
            yield str(option.feedback)
            yield str(option.text)


@pytest.mark.parametrize(
    ("display", "has_passed", "expected"),
    [
        (Display.OPEN, False, Shown.EVERYTHING),
        (Display.OPEN, True, Shown.EVERYTHING),
        (Display.STANDARD, False, Shown.OWN),
        (Display.STANDARD, True, Shown.EVERYTHING),
        (Display.STRICT, False, Shown.NOTHING),
        (Display.STRICT, True, Shown.NOTHING),
    ],
)
def test_a_display_decides_by_whether_the_quiz_is_passed(display, has_passed, expected):
    assert shown(display, has_passed=has_passed) is expected


def test_an_open_result_explains_every_option_even_before_a_pass(sit, page_of, robin):
    body = result_of(page_of(robin), sit(Display.OPEN, WRONG))

    assert all(str(option.feedback) in body for question in NO_WALK[:1] for option in question.options)
    assert "Your answers, and why" in body


@pytest.mark.parametrize("id_", [question.id for question in NO_WALK])
def test_a_standard_result_before_a_pass_tells_nothing_but_ones_own(session, robin, page_of, now, id_):
    question = next(one for one in NO_WALK if one.id == id_)
    # Each word of the answer key can be found again, and stands nowhere else.
    marked = replace(
        question,
        options=tuple(
            replace(one, feedback=type(one.feedback)(f"<p>because-{one.id}-so</p>"))
            for one in question.options
        ),
    )
    content.live(session, attempts.course(quiz=(marked, *attempts.QUIZ)))
    attempt = attempts.sit(session, robin, {id_: WRONG[id_]}, now)

    body = result_of(page_of(robin), attempt)

    assert [secret for secret in not_given(marked, WRONG[id_]) if secret in body] == []
    assert "Not right" in body
    assert "option--right" not in body
    assert "option--wrong" not in body


@pytest.mark.parametrize("chosen", ["a", "ac", "abd"], ids=["half", "all right", "too much"])
def test_of_choose_all_no_single_choice_is_called_right_or_wrong(session, robin, page_of, now, chosen):
    content.live(session, attempts.course())
    attempt = attempts.sit(session, robin, {"both": chosen}, now)

    body = result_of(page_of(robin), attempt)

    said = text(page_of(robin).get(f"/attempts/{attempt.id}/result"))
    assert [letter for letter in "abcd" if f"why {letter}" in body] == list(chosen)
    assert "you chose it" not in said
    assert "you did not choose it" not in said


def test_a_standard_result_says_how_each_own_answer_did(sit, page_of, robin):
    words = text(page_of(robin).get(f"/attempts/{sit(Display.STANDARD, WRONG).id}/result"))

    assert "Once you have passed, this page shows what is right, too" in words
    assert words.count("Not right") == len(QUIZ)
    assert "What the other choices would have done" not in words


def test_once_passed_every_standard_result_of_the_course_shows_everything(session, robin, page_of, now):
    content.live(session, attempts.course())
    missed = attempts.sit(session, robin, attempts.WRONG, now)
    attempts.sit(session, robin, attempts.RIGHT, now)

    words = text(page_of(robin).get(f"/attempts/{missed.id}/result"))

    assert "Right; you did not choose it" in words
    assert all(words.count(f"why {letter}") == 3 for letter in "abcd")


def test_an_old_result_does_not_help_with_taking_the_course_again(session, robin, page_of, now):
    content.live(session, attempts.course())
    attempts.complete(session, robin, now)
    passed = queries.list_attempts(session, queries.get_standing(session, robin.id, "smu-1").enrollment_id)[0]
    content.live(session, attempts.course(summary="New facts.", change=ChangeLevel.MATERIAL, note="New."))
    attempts.take_again(session, robin, now)

    words = text(page_of(robin).get(f"/attempts/{passed.id}/result"))

    assert "Right; you did not choose it" not in words
    assert [letter for letter in "abcd" if words.count(f"why {letter}") > 2] == []


@pytest.mark.parametrize("chosen", [WRONG, RIGHT], ids=["missed", "passed"])
def test_a_strict_result_shows_no_question_passed_or_not(sit, page_of, robin, chosen):
    attempt = sit(Display.STRICT, chosen)

    body = result_of(page_of(robin), attempt)

    assert "The questions of this quiz are not shown again" in body
    assert [one.id for one in QUIZ if str(one.stem) in body or f">{one.stem}<" in body] == []
    assert "question__words" not in body
    assert "were needed" in body


def test_a_strict_result_still_names_the_lessons_to_read_again(sit, page_of, robin):
    words = text(page_of(robin).get(f"/attempts/{sit(Display.STRICT, WRONG).id}/result"))

    assert "This lesson has what was missed: About hats" in words


def test_the_display_of_an_attempt_is_the_one_it_began_with(session, robin, page_of, now):
    content.live(session, attempts.course(display=Display.STRICT))
    attempt = attempts.start(session, robin, now)
    content.live(session, attempts.course(display=Display.OPEN, change=ChangeLevel.CLARIFY, note="Open."))

    attempts.submit(session, attempt, attempts.WRONG, now + timedelta(minutes=1))

    assert "not shown again" in result_of(page_of(robin), attempt)


@pytest.mark.parametrize(
    ("display", "words"),
    [
        (Display.OPEN, "for every option"),
        (Display.STANDARD, "Until you pass: whether each answer was right"),
        (Display.STRICT, "The questions are not shown again."),
    ],
)
def test_what_will_be_seen_is_said_before_the_start_and_before_handing_in(
    session, robin, page_of, now, display, words
):
    content.live(session, attempts.course(display=display))
    browser = page_of(robin)

    before = text(browser.get(QUIZ_PAGE))
    attempt = attempts.start(session, robin, now)

    assert words in before
    assert words in text(browser.get(f"/attempts/{attempt.id}/review"))


def test_a_running_attempt_has_nothing_to_explain(session, robin, now):
    content.live(session, attempts.course(display=Display.OPEN))
    attempt = attempts.start(session, robin, now)

    with pytest.raises(NotFound):
        queries.get_explained(session, attempt, queries.get_standing(session, robin.id, "smu-1"))


@pytest.mark.parametrize("act", ["answers", "submit"])
def test_a_script_is_told_no_more_than_a_page(sit, page_of, robin, act):
    attempt = sit(Display.STANDARD, WRONG)

    answer = page_of(robin).post(
        f"/attempts/{attempt.id}/{act}",
        status=409 if act == "answers" else 303,
        json=True,
        **attempts.fields(attempt, {"who": "b"}, QUIZ),
    )

    assert not {"is_right", "feedback", "because"} & set(answer.get_data(as_text=True).split('"'))
