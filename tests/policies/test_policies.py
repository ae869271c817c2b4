"""Reading and signing policies."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import content, people
from tests.page import text
from tests.statements import count_statements
from university.base.actor import Actor
from university.base.errors import Clash, NotFound
from university.courses.models import ContentVersion
from university.engines.catalog.model import ChangeLevel
from university.policies import queries, rules, services
from university.policies.models import Acknowledgment
from university.records.models import Fact
from university.storage import work

DAY = timedelta(days=1)


@pytest.fixture
def robin(session, now):
    content.live(session, content.policy())
    return people.employee(session)


def live_version(session) -> int:
    return session.scalars(select(ContentVersion.id).where(ContentVersion.is_live)).one()


def acknowledge(session, person, version, now):
    with work.transaction(session):
        return services.acknowledge(
            session, person.id, "principles", version_id=version, by=Actor.employee(person.id), now=now
        )


def test_signing_twice_is_signing_once(session, robin, page_of, now):
    browser = page_of(robin)
    version = live_version(session)
    browser.post("/policies/principles/acknowledge", version=version)
    answer = browser.follow("/policies/principles/acknowledge", version=version)

    assert "You signed version 1 on 22 November 2026" in text(answer)
    assert session.scalar(select(func.count(Acknowledgment.id))) == 1
    kinds = session.scalars(select(Fact.kind)).all()
    assert kinds.count("policy.acknowledged") == 1


def test_nobody_signs_a_version_they_have_not_seen(session, robin, now):
    seen = live_version(session)
    content.live(session, content.policy(note="Second.", change=ChangeLevel.CLARIFY), now=now)

    with pytest.raises(Clash):
        acknowledge(session, robin, seen, now)


@pytest.mark.parametrize("version", ["", "x", "-1", "999999999999999999999"])
def test_a_version_that_is_no_version_is_refused(session, robin, page_of, version):
    page_of(robin).post("/policies/principles/acknowledge", status=409, version=version)

    assert session.scalar(select(func.count(Acknowledgment.id))) == 0


def test_an_unknown_policy_is_not_found(session, robin, page_of, now):
    browser = page_of(robin)

    assert "There is no policy of that name." in text(browser.get("/policies/nothing/", status=404))
    browser.post("/policies/nothing/acknowledge", status=404, version=1)
    with pytest.raises(NotFound), work.transaction(session):
        services.acknowledge(session, robin.id, "nothing", version_id=1, by=Actor.employee(1), now=now)


@pytest.mark.parametrize(
    ("level", "holds"),
    [(ChangeLevel.CLARIFY, True), (ChangeLevel.MATERIAL, False)],
    ids=["clarify", "material"],
)
def test_only_a_material_change_asks_for_a_new_signature(session, robin, page_of, now, level, holds):
    acknowledge(session, robin, live_version(session), now)
    content.live(session, content.policy(note="Second.", change=level), now=now + DAY)

    assert queries.list_signed(session, robin.id)["principles"].is_current is holds
    words = text(page_of(robin).get("/policies/principles/"))
    assert ("I have read it and accept it" in words) is not holds
    assert ("This policy changed since you signed it" in words) is not holds


def test_an_earlier_material_version_does_not_touch_a_later_signature():
    assert rules.still_holds(2, {1: "material", 2: "material", 3: "typo"})


def test_what_somebody_else_signed_is_not_mine(session, robin, now):
    acknowledge(session, robin, live_version(session), now)
    kim = people.employee(session)

    assert queries.list_signed(session, kim.id) == {}


def test_a_hostile_title_is_words_only(session, robin, page_of):
    content.live(session, content.policy("odd", title="<script>alert(1)</script>", summary="<b>"))
    browser = page_of(robin)

    for path in ("/policies/", "/policies/odd/"):
        assert "<script>alert" not in browser.get(path).get_data(as_text=True)


def test_the_list_takes_the_same_statements_for_one_policy_and_for_three(session, robin, page_of):
    browser = page_of(robin)
    browser.get("/policies/")
    with count_statements(session) as one:
        browser.get("/policies/")
    content.live(session, *(content.policy(f"policy-{number}") for number in (1, 2)))
    browser.get("/policies/")

    with count_statements(session) as three:
        browser.get("/policies/")

    assert (one.count, three.count) == (3, 3)
