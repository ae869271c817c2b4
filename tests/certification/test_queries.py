"""Standings say what is missing and why; a certificate is found by its holder, and by its code."""

from datetime import timedelta

import pytest

from tests.factories import certification as made
from tests.factories import content, people
from tests.statements import count_statements
from university.base.errors import NotFound
from university.certification import queries
from university.certification.rules import Standing

NOW = made.NOW
DAY = timedelta(days=1)


def test_somebody_new_sees_every_gap_with_the_page_that_closes_it(session):
    person = people.employee(session)
    made.live(session)

    (mine,) = queries.list_own_standing(session, person.id, NOW)

    assert mine.standing is Standing.NOT_EARNED
    assert [gap.path for gap in mine.gaps] == ["/courses/smu-1/", "/policies/principles/"]
    assert [(step.title, step.path, step.is_met) for step in mine.steps] == [
        ("Course smu-1", "/courses/smu-1/", False),
        ("The principles", "/policies/principles/", False),
    ]


def test_the_holder_of_a_certificate_stands_where_it_stands(session):
    person = people.employee(session)
    issued = made.certificate(session, person)

    standings = [
        queries.get_own_standing(session, person.id, "cert-1", now).standing
        for now in (NOW, issued.ends_at - 60 * DAY, issued.ends_at)
    ]

    assert standings == [Standing.VALID, Standing.EXPIRING, Standing.EXPIRED]


@pytest.mark.parametrize("programs", [1, 3])
def test_a_list_of_standings_takes_four_statements(session, programs):
    person = people.employee(session)
    made.certificate(session, person)
    content.live(session, *(content.certification(f"cert-{number + 1}") for number in range(programs)))
    queries.list_own_standing(session, person.id, NOW)

    with count_statements(session) as statements:
        standings = queries.list_own_standing(session, person.id, NOW)

    assert len(standings) == programs
    assert statements.count == 4


def test_a_code_is_found_however_it_is_typed(session):
    issued = made.certificate(session, people.employee(session))
    typed = issued.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert queries.get_certificate_by_code(session, typed).id == issued.id


@pytest.mark.parametrize(
    "code", ["", "42", "-1", "\0", "Z" * 26, made.CODE, "'; DROP TABLE certificate", "é" * 26, "9" * 5000]
)
def test_an_odd_or_unknown_code_is_not_found(session, code):
    made.certificate(session, people.employee(session))

    with pytest.raises(NotFound, match="no certificate with this code"):
        queries.get_certificate_by_code(session, code)


def test_somebody_elses_certificate_is_not_found(session):
    issued = made.certificate(session, people.employee(session))
    other = people.employee(session)

    with pytest.raises(NotFound):
        queries.get_own_certificate(session, issued.code, other.id)


def test_a_permission_holds_from_the_issue_to_the_end_for_its_holder_only(session):
    person, other = people.employee(session), people.employee(session)
    issued = made.certificate(session, person)

    def has(who, permission, now):
        return queries.has_permission(session, who.id, permission, now)

    assert has(person, "share", NOW)
    assert has(person, "share", issued.ends_at - timedelta(seconds=1))
    assert not has(person, "share", issued.ends_at)
    assert not has(person, "share", NOW - timedelta(seconds=1))
    assert not has(person, "speak", NOW)
    assert not has(other, "share", NOW)
