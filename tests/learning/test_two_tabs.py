"""The same act from several tabs at once has one effect."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from tests.factories import content, people
from university.learning.models import Enrollment, LessonDone
from university.policies.models import Acknowledgment
from university.records.models import Fact

TABS = 4


@pytest.mark.parametrize(
    ("path", "fields", "table", "fact"),
    [
        ("/courses/smu-1/enroll", {}, Enrollment, "enrollment.started"),
        ("/courses/smu-1/hats/done", {}, LessonDone, "lesson.done"),
        ("/policies/principles/acknowledge", {"version": 1}, Acknowledgment, "policy.acknowledged"),
    ],
    ids=["start", "done", "sign"],
)
def test_four_tabs_at_once_have_one_effect(session, page_of, now, path, fields, table, fact):
    content.live(session, content.policy(), content.course())
    person = people.employee(session)
    tabs = [page_of(person) for _ in range(TABS)]

    with ThreadPoolExecutor(TABS) as pool:
        answers = list(pool.map(lambda tab: tab.post(path, **fields).headers["Location"], tabs))

    assert len(set(answers)) == 1
    assert session.scalar(select(func.count()).select_from(table)) == 1
    assert session.scalar(select(func.count(Fact.number)).where(Fact.kind == fact)) == 1
