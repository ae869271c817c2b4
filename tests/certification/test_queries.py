"""Standings say what is missing and why; a certificate is found by its holder, and by its code."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from tests.factories import certification as made
from tests.factories import content, people
from tests.statements import count_statements
from university.base.errors import NotFound
from university.certification import queries
from university.certification.models import Certificate, Cycle, CycleKind
from university.certification.rules import Standing
from university.courses.models import ContentKind
from university.courses.queries import get_catalog
from university.storage import work

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


AROUND_NOW = [NOW - timedelta(microseconds=1), NOW, NOW + timedelta(microseconds=1)]


def test_sql_and_the_rule_agree_on_which_certificates_hold(session):
    one_by_one(session, people.employee(session))

    held = queries.list_valid(session, NOW)

    everything = session.scalars(select(Certificate)).all()
    assert len(everything) == 3 * 3 * 4
    assert {one.id for one in held} == {one.id for one in everything if one.holds(NOW)}
    assert 0 < len(held) < len(everything)
    for one in everything:
        assert queries.has_permission(session, one.employee_id, one.permission, NOW) is one.holds(NOW)


def one_by_one(session, person):
    """A certificate for each way in which its moments can lie around now, each with its own permission."""
    made.live(session)
    version_id = get_catalog(session).version(ContentKind.CERTIFICATION, "cert-1").id
    moments = product(AROUND_NOW, AROUND_NOW, [None, *AROUND_NOW])
    with work.transaction(session):
        for number, (issued_at, ends_at, revoked_at) in enumerate(moments, start=1):
            cycle = Cycle(
                employee_id=person.id,
                certification="cert-1",
                number=number,
                kind=CycleKind.RENEWAL,
                version_id=version_id,
                opened_at=issued_at,
            )
            session.add(cycle)
            session.flush()
            session.add(
                Certificate(
                    cycle_id=cycle.id,
                    employee_id=person.id,
                    certification="cert-1",
                    code=f"code-{number}",
                    holder_name=person.name,
                    title="SMaC",
                    permission=f"permission-{number}",
                    permission_words="You may.",
                    university_name="University",
                    company_name="Company",
                    issued_at=issued_at,
                    ends_at=ends_at,
                    warn_days=60,
                    zone=person.zone,
                    revoked_at=revoked_at,
                )
            )
