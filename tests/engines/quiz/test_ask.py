"""While an attempt runs, each kind of question shows what it needs and nothing that tells right from wrong."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import RIGHT, drill, matching, number, one_of_each, ordering, short_answer
from university.engines.catalog.model import Question
from university.engines.quiz.ask import ask, ask_one
from university.engines.quiz.asked import AskedQuestion, SavedAnswer
from university.engines.quiz.draw import DrawnQuestion, draw, shuffle


def asked(question: Question, *given_: str, seed: int = 1) -> AskedQuestion:
    return ask_one(question, shuffle(question, seed), SavedAnswer(given=given_))


def test_items_have_the_place_they_were_given():
    shown = ask_one(ordering(), DrawnQuestion("steps", ("c", "a", "b")), SavedAnswer(given=("b", "a", "c")))

    assert [(item.key, item.text, item.place) for item in shown.items] == [
        ("A", "Write", 3),
        ("B", "Stop", 2),
        ("C", "Ask", 1),
    ]
    assert shown.is_answered


def test_lefts_have_the_letter_of_the_partner_they_were_given():
    shown = ask_one(matching(), DrawnQuestion("pairs", ("c", "a", "b")), SavedAnswer(given=("a=a", "b=c")))

    assert [(left.number, left.text, left.partner) for left in shown.lefts] == [
        (1, "Rumor", "B"),
        (2, "Outage", "A"),
        (3, "Thanks", ""),
    ]
    assert [(right.key, right.text) for right in shown.options] == [
        ("A", "Nobody"),
        ("B", "Newsroom"),
        ("C", "Desk"),
    ]
    assert not shown.is_answered


def test_a_drill_shows_the_way_so_far_and_the_open_scene():
    shown = asked(drill(), "complaint:a")

    assert [(scene.title, [one.text for one in scene.options]) for scene in shown.walked] == [
        ("Title of complaint", ["Listen"])
    ]
    assert shown.scene is not None
    assert (shown.scene.title, {one.text for one in shown.scene.options}) == (
        "Title of answer",
        {"Say sorry", "Say why"},
    )
    assert not shown.is_answered


def test_at_its_end_a_drill_shows_the_ending_and_is_answered():
    shown = asked(drill(), "complaint:c")

    assert shown.scene is not None
    assert (shown.scene.title, shown.scene.options, shown.is_answered) == ("Title of lost", (), True)


@pytest.mark.parametrize(("typed", "is_unreadable"), [("", False), ("48 %", False), ("forty-eight", True)])
def test_a_number_that_cannot_be_read_says_so_and_stays_open(typed, is_unreadable):
    shown = asked(number(), *filter(None, [typed]))

    assert (shown.is_unreadable, shown.is_answered) == (is_unreadable, bool(typed) and not is_unreadable)


def test_what_was_typed_stands_there_again():
    assert asked(short_answer(), "Thanks").typed == "Thanks"


@given(seed=st.integers(), is_answered=st.booleans())
def test_no_feedback_wording_partner_point_or_unreached_step_is_in_what_is_asked(seed, is_answered):
    questions = {one.id: one for one in one_of_each()}
    drawn = draw(one_of_each(), None, seed)
    others = {id_: given_ for id_, given_ in RIGHT.items() if id_ not in {"word", "hours"}}
    saved = {id_: SavedAnswer(given=given_) for id_, given_ in others.items()} if is_answered else {}

    told = repr([asdict(one) for one in ask(questions, drawn, saved)])

    for secret in ("reason", "why a", "partnership", "#ad", "48", "empathy", "critical", "lost", "is_right"):
        assert secret not in told
    assert ("calm" in told, "sorry" in told) == (is_answered, is_answered)


@given(seed=st.integers())
def test_what_is_asked_of_an_order_or_a_match_does_not_depend_on_what_is_right(seed):
    steps, pairs = ordering(), matching()
    turned = replace(
        pairs,
        options=tuple(
            replace(one, id=other.id, partner=other.partner)
            for one, other in zip(pairs.options, (*pairs.options[1:], pairs.options[0]), strict=True)
        ),
    )
    backward = replace(steps, options=tuple(reversed(steps.options)))
    drawn = shuffle(steps, seed), shuffle(pairs, seed)

    assert ask_one(steps, drawn[0], SavedAnswer()) == ask_one(backward, drawn[0], SavedAnswer())
    assert ask_one(pairs, drawn[1], SavedAnswer()) == ask_one(turned, drawn[1], SavedAnswer())
