"""A draw by tag is refused only if no draw at all could meet it."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog.model import Question, QuestionKind
from university.engines.catalog.questions.tags import first_short
from university.engines.markup import SafeHTML
from university.engines.quiz.draw import draw_by_tag

TAGS = ("care", "law", "speed")


def tagged(*tags):
    return [
        Question(
            id=f"q{number}",
            kind=QuestionKind.TEXT,
            stem=SafeHTML(),
            options=(),
            lesson="first-line",
            tags=tuple(one),
        )
        for number, one in enumerate(tags)
    ]


def could_be_drawn(wanted, questions):
    """Try every way to give each tag its questions."""
    if not wanted:
        return True
    (tag, count), *rest = wanted
    fitting = [question for question in questions if tag in question.tags]
    return any(
        could_be_drawn(rest, [question for question in questions if question not in taken])
        for taken in combinations(fitting, count)
    )


@pytest.mark.parametrize(
    ("tags", "wanted", "short"),
    [
        ([["care"], ["law"]], {"care": 1, "law": 1}, None),
        ([["care"], ["law"]], {"care": 2}, ("care", 1)),
        ([["care", "law"]], {"care": 1, "law": 1}, ("law", 0)),
        ([["care", "law"], ["care"]], {"care": 1, "law": 1}, None),
        ([["care", "law"], ["care", "law"], ["law"]], {"law": 2, "care": 1}, None),
        ([], {"care": 1}, ("care", 0)),
    ],
    ids=["one each", "too few", "one for two", "the shared one moves", "shared ones move", "none at all"],
)
def test_the_first_tag_that_comes_short_is_named(tags, wanted, short):
    assert first_short(wanted, tagged(*tags)) == short


banks = st.lists(st.lists(st.sampled_from(TAGS), unique=True, max_size=3), max_size=6)
draws = st.dictionaries(st.sampled_from(TAGS), st.integers(1, 3), min_size=1)


@given(banks, draws)
def test_it_agrees_with_trying_every_draw(tags, wanted):
    questions = tagged(*tags)

    assert (first_short(wanted, questions) is None) == could_be_drawn(list(wanted.items()), questions)


@given(banks, draws, st.integers(0, 99))
def test_what_the_checker_lets_pass_can_be_drawn_with_any_seed(tags, wanted, seed):
    questions = tagged(*tags)

    if first_short(wanted, questions) is None:
        drawn = draw_by_tag(questions, tuple(wanted.items()), seed)
        assert len({one.id for one in drawn}) == sum(wanted.values())
