"""Papers are ready before anybody asks for them."""

from datetime import timedelta

from tests.factories import certification as made
from tests.factories import people
from university.base.errors import Unavailable
from university.certification import documents, jobs, queries

PDF = b"%PDF-1.7 a paper"
ADDRESS = "https://university.larkenfield.example"


def test_the_missing_papers_of_the_last_week_are_made_once(session, now, monkeypatch):
    old, recent = people.employee(session), people.employee(session)
    made.certificate(session, old, now=now - timedelta(days=8))
    issued = made.certificate(session, recent, now=now - timedelta(days=1))
    printed = []
    monkeypatch.setattr(documents, "print_certificate", lambda facts: printed.append(facts) or PDF)

    jobs.make_papers()
    jobs.make_papers()

    facts = queries.get_certificate_by_code(session, issued.code).printed(ADDRESS)
    assert printed == [facts]
    assert queries.find_paper(session, facts.digest) == PDF


def test_a_paper_that_cannot_be_made_does_not_stop_the_next(session, now, monkeypatch):
    for _ in range(2):
        made.certificate(session, people.employee(session), now=now)
    outcomes = iter([Unavailable("It took too long"), PDF])

    def print_certificate(_facts):
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(documents, "print_certificate", print_certificate)

    jobs.make_papers()

    certificates = queries.list_valid(session, now)
    papers = [queries.find_paper(session, one.printed(ADDRESS).digest) for one in certificates]
    assert sorted(papers, key=bool) == [None, PDF]
