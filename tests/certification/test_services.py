"""A certificate is issued once, when it is earned, and taken back only for a reason."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import certification as made
from tests.factories import content, people
from university.base.actor import COMMAND, SYSTEM, Actor
from university.base.errors import Closed, Invalid, NotEarned, NotFound
from university.certification import queries, services
from university.certification.models import Certificate, Cycle, CycleKind
from university.courses.models import ContentKind
from university.courses.queries import get_catalog
from university.engines.catalog.model import ChangeLevel, OwnQuiz
from university.outbox.models import Message
from university.records.models import Fact, Record
from university.records.rules import News, RecordValues
from university.storage import work

NOW = made.NOW
AFTER_END = datetime(2027, 11, 23, tzinfo=UTC)


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_the_last_requirement_met_issues_the_certificate(session):
    person = people.employee(session, name="Ada Brand")
    made.live(session)
    made.complete(session, person)
    before = count(session, Certificate)

    made.sign(session, person)

    (issued,) = queries.list_own_certificates(session, person.id)
    assert before == 0
    assert (issued.holder_name, issued.title, issued.permission) == (
        "Ada Brand",
        "Certification cert-1",
        "share",
    )
    assert (issued.university_name, issued.company_name) == ("Social Media University", "Larkenfield Group")
    assert issued.issued_at == NOW
    assert issued.ends_at == datetime(2027, 11, 22, 22, 59, 59, tzinfo=UTC)
    assert len(issued.code) == 30


def test_the_cycle_is_the_first_and_pinned_to_the_version_in_force(session):
    person = people.employee(session)

    made.certificate(session, person)

    cycle = queries.get_cycle(session, person.id, "cert-1", 1)
    assert cycle.kind is CycleKind.FIRST
    assert cycle.version_id == get_catalog(session).version(ContentKind.CERTIFICATION, "cert-1").id


@pytest.mark.parametrize("score", [79, 0], ids=["just below the mark", "nothing"])
def test_a_score_below_the_mark_of_the_certification_issues_nothing(session, score):
    person = people.employee(session)
    made.live(session)
    made.complete(session, person, score=score)

    made.sign(session, person)

    assert count(session, Certificate) == 0


def test_a_signature_under_a_policy_before_a_material_change_does_not_count(session):
    person = people.employee(session)
    made.live(session)
    made.sign(session, person)
    content.live(session, content.policy(summary="Quite another text."))

    made.complete(session, person)

    assert count(session, Certificate) == 0


def test_a_signature_outlasts_a_policy_that_was_only_made_clearer(session):
    made.live(session)
    person = people.employee(session)
    made.sign(session, person)
    clearer = content.policy(summary="The same, said better.", change=ChangeLevel.CLARIFY, note="Clearer.")
    content.live(session, clearer)

    made.complete(session, person)

    assert len(queries.list_own_certificates(session, person.id)) == 1


def test_issuing_leaves_a_fact_a_record_and_a_message(session):
    person = people.employee(session)

    issued = made.certificate(session, person)

    fact = session.scalars(select(Fact).where(Fact.kind == "certificate.issued")).one()
    record = session.scalars(select(Record)).one()
    message = session.scalars(select(Message)).one()
    assert (fact.subject, fact.actor, fact.employee_id) == (f"certificate:{issued.id}", "system", person.id)
    assert (record.kind, record.about, record.version, record.method) == (
        "certificate",
        "cert-1",
        1,
        "completed",
    )
    assert (record.code, record.ends_at) == (issued.code, issued.ends_at)
    assert (record.ends_at - record.warns_at).days == 60
    assert (message.employee_id, message.path) == (person.id, f"/certificates/{issued.code}/")


def test_a_later_fact_issues_nothing_twice(session):
    person = people.employee(session)
    made.certificate(session, person)

    with work.transaction(session):
        services.issue_if_earned(
            session,
            News(kind="course.completed", subject="completion:1", employee_id=person.id, by=SYSTEM, now=NOW),
        )

    assert count(session, Certificate) == 1


def test_what_was_imported_issues_nothing(session):
    person = people.employee(session)
    made.live(session)
    imported = RecordValues(
        kind="completion",
        employee_number=person.employee_number,
        name=person.name,
        part=person.part,
        department=person.department,
        country=person.country,
        zone=person.zone,
        about="smu-1",
        title="Course",
        version=1,
        method="imported",
    )
    news = News(
        kind="course.completed",
        subject="completion:1",
        employee_id=person.id,
        by=SYSTEM,
        now=NOW,
        begins=imported,
    )

    with work.transaction(session):
        services.issue_if_earned(session, news)

    assert count(session, Cycle) == 0


def test_a_rename_does_not_rewrite_the_paper(session):
    person = people.employee(session, name="Ada Brand")
    issued = made.certificate(session, person)

    with work.transaction(session):
        person.name = "Ada Stone"

    assert queries.get_certificate_by_code(session, issued.code).holder_name == "Ada Brand"


def test_a_claim_without_the_requirements_says_what_is_missing(session):
    person = people.employee(session)
    made.live(session)

    with pytest.raises(NotEarned, match=r"Complete Course smu-1\. Read and sign The principles"):
        claim(session, person)

    assert count(session, Cycle) == 0


def test_a_claim_of_what_was_earned_before_the_certification_came_gives_the_certificate(session):
    person = people.employee(session)
    content.live(session, content.course(), content.policy())
    made.complete(session, person)
    made.sign(session, person)
    made.live(session)

    first = claim(session, person)
    second = claim(session, person)

    assert first.code == second.code


def claim(session, person):
    with work.transaction(session):
        return services.claim(session, person.id, "cert-1", by=Actor.employee(person.id), now=NOW)


def test_fifty_claims_at_one_time_give_one_certificate(session):
    person = people.employee(session)
    content.live(session, content.course(), content.policy())
    made.complete(session, person)
    made.sign(session, person)
    made.live(session)
    engine = session.get_bind()

    def claim_alone(_number):
        with Session(engine, expire_on_commit=False) as own, work.transaction(own):
            return services.claim(own, person.id, "cert-1", by=SYSTEM, now=NOW).code

    with ThreadPoolExecutor(12) as pool:
        codes = list(pool.map(claim_alone, range(50)))

    session.rollback()
    issued = session.scalars(select(Fact).where(Fact.kind == "certificate.issued")).all()
    assert len(codes) == 50
    assert len(set(codes)) == 1
    assert [count(session, model) for model in (Certificate, Cycle, Record, Message)] == [1, 1, 1, 1]
    assert len(issued) == 1


def test_a_revocation_ends_the_certificate_its_permission_and_its_record(session):
    person = people.employee(session)
    issued = made.certificate(session, person)
    held = queries.has_permission(session, person.id, "share", NOW)

    made.revoke(session, issued.code, reason=" Shared a password. ")

    record = session.scalars(select(Record)).one()
    told = session.scalars(select(Message).where(Message.kind == "certificate revoked")).one()
    assert held
    assert not queries.has_permission(session, person.id, "share", NOW)
    assert record.ended_as == "revoked"
    assert "Shared a password." in told.words
    assert queries.get_certificate_by_code(session, issued.code).revoked_reason == "Shared a password."


def test_revoking_twice_is_revoking_once(session):
    issued = made.certificate(session, people.employee(session))

    made.revoke(session, issued.code, reason="First reason")
    made.revoke(session, issued.code, reason="Second reason")

    facts = session.scalars(select(Fact).where(Fact.kind == "certificate.revoked")).all()
    assert len(facts) == 1
    assert queries.get_certificate_by_code(session, issued.code).revoked_reason == "First reason"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 601], ids=["none", "blanks", "a novel"])
def test_a_revocation_needs_a_reason(session, reason):
    issued = made.certificate(session, people.employee(session))

    with pytest.raises(Invalid):
        made.revoke(session, issued.code, reason=reason)


def test_what_has_ended_cannot_be_revoked(session):
    issued = made.certificate(session, people.employee(session))

    with pytest.raises(Closed):
        made.revoke(session, issued.code, now=AFTER_END)


def test_a_revoked_certificate_is_not_issued_again_by_the_next_fact(session):
    person = people.employee(session)
    issued = made.certificate(session, person)
    made.revoke(session, issued.code)

    assert claim(session, person).code == issued.code
    assert count(session, Certificate) == 1


def test_a_paper_is_kept_once(session):
    facts = made.printed_facts()
    for body in (b"first", b"second"):
        with work.transaction(session):
            services.keep_paper(session, facts.digest, body, now=NOW)

    assert queries.find_paper(session, facts.digest) == b"first"


def test_every_printed_fact_is_part_of_the_digest():
    facts = made.printed_facts()

    others = {dataclasses.replace(facts, **{name: "another"}).digest for name in dataclasses.asdict(facts)}

    assert len(others | {facts.digest}) == len(dataclasses.fields(facts)) + 1


def test_an_unknown_certification_cannot_be_claimed(session):
    person = people.employee(session)

    with pytest.raises(NotFound), work.transaction(session):
        services.claim(session, person.id, "no-such", by=COMMAND, now=NOW)


def test_a_certificate_that_was_the_last_requirement_of_another_issues_that_one_too(session):
    person = people.employee(session)
    made.live(session)
    second = content.certification("cert-0", after=("cert-1",), required=(), policies=())
    content.live(session, second)

    made.certificate(session, person)

    held = {one.certification for one in queries.list_own_certificates(session, person.id)}
    assert held == {"cert-0", "cert-1"}


def test_a_certification_with_work_of_its_own_is_issued_to_nobody(session):
    person = people.employee(session)
    quiz = OwnQuiz(pass_mark=80, draw=(("policy", 20),))
    made.live(session)
    content.live(session, content.certification(quiz=quiz, change=ChangeLevel.MATERIAL, note="A quiz."))
    made.complete(session, person)
    made.sign(session, person)

    with pytest.raises(NotEarned, match="Pass the quiz of 20 questions"):
        services.claim(session, person.id, "cert-1", by=COMMAND, now=NOW)
    assert count(session, Certificate) == 0
