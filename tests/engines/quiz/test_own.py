"""Before a pass a result tells of one's own answers alone: no value in it says what would be right."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import RIGHT, WRONG, one_of_each
from university.engines.catalog.model import Option, Question, QuestionKind
from university.engines.markup.safe_html import SafeHTML
from university.engines.quiz.draw import shuffle
from university.engines.quiz.mark import Mark
from university.engines.quiz.own import OwnQuestion, tell_own

KINDS = {one.id: one for one in one_of_each()}
PLACED = {QuestionKind.ORDERING, QuestionKind.MATCHING}


def told(id_: str, given_: tuple[str, ...], voided: tuple[str, ...] = ()) -> OwnQuestion:
    question = marked(KINDS[id_])
    return tell_own({id_: question}, [shuffle(question, 1)], {id_: given_}, voided)[0]


def marked(question: Question) -> Question:
    """The same with feedback that names its option, so that it can be found again."""
    steps = tuple(replace(step, options=tuple(map(_marked, step.options))) for step in question.steps)
    return replace(question, options=tuple(map(_marked, question.options)), steps=steps)


def _marked(option: Option) -> Option:
    return replace(option, feedback=SafeHTML(f"said of {option.id}."))


def texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


@pytest.mark.parametrize("id_", [one for one in KINDS if one != "storm"])
def test_of_a_wrong_answer_nothing_but_what_was_given_is_told(id_):
    own = told(id_, WRONG[id_])

    said = {text for text in texts(own) if text.startswith("said of ")}
    assert own.mark is Mark.WRONG
    if KINDS[id_].kind in PLACED:
        assert said == set()
    else:
        assert len(said) <= len(WRONG[id_])


@pytest.mark.parametrize("id_", ["steps", "pairs"])
def test_what_belongs_where_is_explained_once_the_whole_answer_is_right(id_):
    own = told(id_, RIGHT[id_])

    assert own.mark is Mark.RIGHT
    assert [part.feedback is None for part in own.parts] == [False] * len(KINDS[id_].options)


def test_items_stand_in_the_places_that_were_given_to_them():
    own = told("steps", ("b", "a", "c"))

    assert [(part.place, part.text) for part in own.parts] == [(1, "Ask"), (2, "Stop"), (3, "Write")]


def test_a_pair_that_was_left_open_is_not_told():
    own = told("pairs", ("a=b",))

    assert [(part.left, part.text) for part in own.parts] == [("Rumor", "Desk")]


def test_a_drill_shows_the_way_one_took_and_no_other_choice():
    walk = told("storm", WRONG["storm"]).walk

    assert walk
    assert [scene.others for scene in walk.scenes] == [()] * len(walk.scenes)
    assert [len(scene.options) for scene in walk.scenes if scene.chosen] == [1] * len(WRONG["storm"])


def test_nothing_given_is_nothing_told():
    own = told("who", ())

    assert (own.mark, own.parts, own.is_begun) == (Mark.UNANSWERED, (), False)


def test_a_voided_question_says_so():
    assert told("who", WRONG["who"], voided=("who",)).mark is Mark.VOIDED


@given(chosen=st.sets(st.sampled_from("abcd"), min_size=1))
def test_of_choose_all_exactly_what_was_chosen_is_told(chosen):
    own = told("both", tuple(sorted(chosen)))

    assert {part.feedback for part in own.parts} == {f"said of {letter}." for letter in chosen}
