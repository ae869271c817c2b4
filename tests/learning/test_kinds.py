"""Every kind of question can be answered on a page, saved, looked over, handed in and read again, without script."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.attempts import fields
from tests.factories.questions import RIGHT, WRONG, one_of_each
from tests.page import Page, text
from tests.statements import count_statements
from university.base.errors import Closed, Invalid
from university.engines.catalog.model import Display
from university.learning import queries
from university.learning.models import Answer, Attempt
from university.people.models import Employee

MINUTE = timedelta(minutes=1)
KINDS = tuple(RIGHT)


@pytest.fixture
def robin(session: Session, now: datetime) -> Employee:
    content.live(session, attempts.course(quiz=one_of_each(), display=Display.OPEN))
    return people.employee(session)


@pytest.fixture
def browser(page_of: Callable[[Employee], Page], robin: Employee) -> Page:
    return page_of(robin)


@pytest.fixture
def attempt(session: Session, robin: Employee, now: datetime) -> Attempt:
    return attempts.start(session, robin, now)


def place(attempt: Attempt, act: str = "") -> str:
    return f"/attempts/{attempt.id}/{act}"


def number_of(attempt: Attempt, id_: str) -> int:
    return [question["id"] for question in attempt.draw].index(id_) + 1


def saved(session: Session) -> dict[str, list[str]]:
    session.rollback()
    return {one.question: one.given for one in session.scalars(select(Answer))}


def form(attempt: Attempt, chosen: dict[str, Any], **others: Any) -> dict[str, Any]:
    return fields(attempt, chosen, one_of_each(), **others)


def shown_on(page: Any, id_: str) -> str:
    """What the page keeps of an answer, to be sent back unchanged."""
    html = page.get_data(as_text=True)
    return str(html.split(f'name="shown-{id_}" value="')[1].split('"')[0])


@pytest.mark.parametrize("id_", KINDS)
def test_an_answer_is_saved_and_stands_there_again(browser, session, attempt, id_):
    browser.post(place(attempt, "answers"), **form(attempt, {id_: RIGHT[id_]}, goto="all"))
    first = browser.get(place(attempt, f"?question={number_of(attempt, id_)}"))
    sent = form(attempt, {id_: WRONG[id_]}, **{f"shown-{id_}": shown_on(first, id_)})

    assert saved(session) == {id_: list(RIGHT[id_])}
    assert sent[f"shown-{id_}"] != "-"
    assert "Saved 10:00" in text(first)


@pytest.mark.parametrize("id_", KINDS)
def test_a_page_sent_back_unchanged_undoes_nothing_of_another_tab(browser, session, attempt, id_):
    old_tab = browser.get(place(attempt, "?view=all"))
    browser.post(place(attempt, "answers"), **form(attempt, {id_: RIGHT[id_]}))

    browser.post(place(attempt, "answers"), question=id_, **{f"shown-{id_}": shown_on(old_tab, id_)})

    assert saved(session) == {id_: list(RIGHT[id_])}


@pytest.mark.parametrize("id_", [id_ for id_ in KINDS if id_ != "storm"])
def test_an_answer_changes_and_is_taken_back(session, attempt, now, id_):
    attempts.save(session, attempt, {id_: RIGHT[id_]}, now)
    attempts.save(session, attempt, {id_: WRONG[id_]}, now + MINUTE)
    changed = saved(session)
    attempts.save(session, attempt, {id_: ()}, now + MINUTE)

    assert (changed, saved(session)) == ({id_: list(WRONG[id_])}, {id_: []})


def test_the_whole_quiz_is_answered_and_every_point_counts(browser, attempt):
    browser.post(place(attempt, "answers"), **form(attempt, RIGHT, goto="review"))

    review = text(browser.get(place(attempt, "review")))
    result = text(browser.follow(place(attempt, "submit")))

    assert "All 8 questions are answered." in review
    assert "You passed: 8 of 8 right." in result


@pytest.mark.parametrize(
    ("id_", "given"),
    [("steps", ("a=1",)), ("pairs", ("a=a",)), ("hours", ("many",)), ("storm", ("complaint:a",))],
)
def test_half_an_answer_is_kept_and_counts_as_open(browser, session, attempt, id_, given):
    answer = browser.post(
        place(attempt, "answers"), status=200, json=True, **form(attempt, {id_: given})
    ).get_json()

    assert saved(session) == {id_: list(given)}
    assert set(answer["states"]) == {"open"}
    assert "8 of 8 questions are still open." in text(browser.get(place(attempt, "review")))


UNREADABLE = "We cannot read this as a number. Write it in digits alone, such as 12 or 1.5."


@pytest.mark.parametrize("typed", ["five", "48 hours", "1/2", "4.8e1"])
def test_a_number_that_cannot_be_read_is_said_at_once_beside_its_field(browser, session, attempt, typed):
    page = browser.follow(place(attempt, "answers"), **form(attempt, {"hours": (typed,)}, goto="next"))
    html = page.get_data(as_text=True)

    assert f"Question {number_of(attempt, 'hours')} of 8" in text(page)
    assert UNREADABLE in text(page)
    assert 'aria-describedby="answer-hours-error"' in html
    assert f'value="{typed}"' in html
    assert saved(session) == {"hours": [typed]}


def test_whoever_goes_on_a_second_time_gets_on(browser, attempt):
    number = number_of(attempt, "hours")
    page = browser.follow(place(attempt, "answers"), **form(attempt, {"hours": ("five",)}, goto="next"))
    again = form(attempt, {"hours": ("five",)}, goto="next", **{"shown-hours": shown_on(page, "hours")})

    assert (f"Question {number + 1} of 8" if number < 8 else "Look over your answers") in text(
        browser.follow(place(attempt, "answers"), **again)
    )


@pytest.mark.parametrize("goto", ["all", "previous", "8", "1"])
def test_whoever_goes_elsewhere_is_told_there(browser, attempt, goto):
    page = browser.follow(place(attempt, "answers"), **form(attempt, {"hours": ("five",)}, goto=goto))

    number = number_of(attempt, "hours")
    assert f"Question {number}: {UNREADABLE} What you wrote is kept." in text(page)


@pytest.mark.parametrize(
    ("typed", "is_readable"), [("five", False), ("48", True), ("49", True), ("", True), ("1 500,5 %", True)]
)
def test_the_script_is_told_what_cannot_be_read(browser, attempt, typed, is_readable):
    answer = browser.post(
        place(attempt, "answers"), status=200, json=True, **form(attempt, {"hours": (typed,)})
    ).get_json()

    assert answer["notes"] == ({} if is_readable else {"hours": f"Saved 10:00. {UNREADABLE}"})


def test_looking_over_says_what_cannot_be_read_and_that_it_counts_as_open(browser, attempt):
    page = browser.follow(place(attempt, "answers"), **form(attempt, {"hours": ("five",)}, goto="review"))

    assert f"Not a number You wrote “five”. {UNREADABLE}" in text(page)
    assert "8 of 8 questions are still open." in text(page)


def test_the_result_of_what_could_not_be_read_is_called_what_it_is(browser, attempt):
    browser.post(place(attempt, "answers"), **form(attempt, {"hours": ("five",)}))

    words = text(browser.follow(place(attempt, "submit")))

    assert "Not a number five Not read as a number; you wrote it" in words
    assert "Not finished" not in words


@pytest.mark.parametrize(
    ("id_", "sent"),
    [
        ("word", ["a" * 501]),
        ("word", ["one", "two"]),
        ("hours", ["1" * 41]),
        ("claim", ["A", "B"]),
        ("steps", ["A9"]),
        ("steps", ["a1"]),
        ("pairs", ["1Z"]),
        ("storm", ["Z"]),
        ("storm", ["complaint:a"]),
    ],
)
def test_what_a_question_does_not_offer_is_refused_in_words(browser, session, attempt, id_, sent):
    page = browser.post(place(attempt, "answers"), status=422, question=id_, **{f"answer-{id_}": sent})

    assert "Reload the page" in text(page) or "Shorten it" in text(page)
    assert saved(session) == {}


@pytest.mark.parametrize(
    ("id_", "given"),
    [
        ("steps", ("a", "b")),
        ("steps", ("a", "b", "b")),
        ("pairs", ("a=z",)),
        ("word", ("one", "two")),
        ("storm", ("answer:a",)),
    ],
)
def test_a_service_takes_no_answer_that_a_form_could_not_have_sent(session, attempt, now, id_, given):
    with pytest.raises(Invalid):
        attempts.save(session, attempt, {id_: given}, now)


def test_letters_that_no_database_keeps_become_blanks(browser, session, attempt):
    browser.post(place(attempt, "answers"), question="word", **{"answer-word": "paid\x00\tpartnership"})

    assert saved(session) == {"word": ["paid  partnership"]}


def test_a_drill_goes_on_by_its_button_and_shows_one_scene_after_the_other(browser, session, attempt):
    number = number_of(attempt, "storm")
    begin = browser.get(place(attempt, f"?question={number}"))
    onward = place(attempt, f"?question={number}#scene-storm")

    sent = browser.post(
        place(attempt, "answers"),
        question="storm",
        goto=f"walk-{number}",
        **{"choice-storm": letter(attempt, "complaint:a")},
    )
    second = browser.get(onward)

    assert sent.headers["Location"] == onward
    assert "Title of complaint" in text(begin)
    assert "Title of answer" not in text(begin)
    assert "You chose: Listen" in text(second)
    assert "Title of answer" in text(second)
    assert saved(session) == {"storm": ["complaint:a"]}


def letter(attempt: Attempt, choice: str) -> str:
    """The letter of one choice of the drill, as this attempt shows it."""
    drawn = next(one for one in queries.drawn_of(attempt) if one.id == "storm")
    step = choice.partition(":")[0]
    return "ABC"[[one for one in drawn.options if one.startswith(f"{step}:")].index(choice)]


def test_going_on_without_a_choice_is_asked_for_kindly(browser, session, attempt):
    page = browser.follow(
        place(attempt, "answers"), question="storm", goto=f"walk-{number_of(attempt, 'storm')}"
    )

    assert "Choose what you would do first, then go on." in text(page)
    assert saved(session) == {}


def test_a_choice_that_led_on_is_final_and_another_tab_is_told_so(browser, session, attempt):
    attempts.save(session, attempt, {"storm": ("complaint:a",)}, attempt.started_at)
    stale = {"question": ["storm", "who"], "choice-storm": letter(attempt, "complaint:c"), "answer-who": "A"}

    told = browser.post(place(attempt, "answers"), status=409, json=True, **stale).get_json()
    page = browser.follow(place(attempt, "answers"), **stale)

    assert "a choice in a decision drill is final" in told["reason"]
    assert "a choice in a decision drill is final" in text(page)
    assert "You chose: Listen" in text(page)
    assert saved(session) == {"storm": ["complaint:a"]}


def test_a_tab_that_is_behind_takes_no_step_back(session, attempt, now):
    attempts.save(session, attempt, {"storm": ("complaint:a", "answer:b")}, now)

    attempts.save(session, attempt, {"storm": ("complaint:a",)}, now + MINUTE)

    assert saved(session) == {"storm": ["complaint:a", "answer:b"]}


def test_a_refused_hand_in_leaves_the_attempt_open(session, attempt, now):
    attempts.save(session, attempt, {"storm": ("complaint:a",)}, now)

    with pytest.raises(Closed):
        attempts.submit(session, attempt, {"storm": ("complaint:b",)}, now)

    assert session.get_one(Attempt, attempt.id).submitted_at is None


def test_the_result_tells_what_was_given_and_what_is_right_for_every_kind(browser, attempt):
    browser.post(place(attempt, "answers"), **form(attempt, WRONG))

    words = text(browser.follow(place(attempt, "submit")))

    assert "Not passed yet: 0 of 8 right." in words
    assert "Belongs here; you put it in place 2 reason Stop" in words
    assert "Not right: you chose “Desk” reason Rumor" in words
    assert "thanks Not right; you wrote it reason thanks" in words
    assert "#ad Right reason #ad" in words
    assert "24 Not right; you wrote it reason 24 ± 0" in words
    assert "Critical mistake “Shout” This fails the drill" in words
    assert "You chose: Shout reason Shout" in words
    assert "+2 empathy" in words


def test_a_drill_on_the_result_page_adds_its_points_up(browser, attempt):
    browser.post(place(attempt, "answers"), **form(attempt, {"storm": RIGHT["storm"]}))

    words = text(browser.follow(place(attempt, "submit")))

    assert "Empathy 3 Privacy 1 All together 4 (3 needed)" in words


def test_a_quiz_may_draw_by_tag(session, now):
    tagged = tuple(replace(one, tags=("calm",)) for one in one_of_each())
    content.live(session, attempts.course(quiz=tagged, draw_by_tag=(("calm", 3),)))
    drawn = attempts.start(session, people.employee(session), now)

    assert len(drawn.draw) == 3


@pytest.mark.parametrize("act", ["", "?view=all", "review", "result"])
def test_all_kinds_together_take_no_more_statements(browser, session, robin, attempt, act, now):
    attempts.save(session, attempt, RIGHT, now)
    if act == "result":
        attempts.submit(session, attempt, {}, now)
    browser.get(place(attempt, act))

    with count_statements(session) as counter:
        browser.get(place(attempt, act))

    assert counter.count <= (10 if act == "result" else 5)
