"""The demo company answers every kind of question, rightly or with a mistake."""

import pytest

from tests.factories.questions import one_of_each
from university.demo.rules.answers import right_answer, wrong_answer
from university.engines.quiz.mark import Mark, mark_one

KINDS = {one.id: one for one in one_of_each()}


@pytest.mark.parametrize("id_", KINDS)
def test_a_right_answer_is_right_and_a_mistake_is_one(id_):
    question = KINDS[id_]

    assert mark_one(question, right_answer(question)) is Mark.RIGHT
    assert mark_one(question, wrong_answer(question)) is Mark.WRONG
