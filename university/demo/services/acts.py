"""What each act does: one call of a real service at the act's moment, by the person who acted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import singledispatch

from sqlalchemy import update
from sqlalchemy.orm import Session

from university.base.actor import COMMAND, Actor
from university.base.errors import NotFound
from university.certification import queries as certificates
from university.certification import services as certification
from university.courses import services as courses
from university.courses.models import ContentKind
from university.courses.queries import get_catalog
from university.demo.rules import Company, acts
from university.demo.rules.answers import right_answer, wrong_answer
from university.demo.rules.chance import Chance
from university.demo.rules.event_plan import EventPlan
from university.demo.services import unconferences
from university.learning import services as learning
from university.learning.models import Attempt, WaiverReason
from university.learning.queries import assigning as assigning_read
from university.learning.queries import attempts as attempts_read
from university.learning.queries import enrollments as enrollments_read
from university.learning.queries import standings
from university.learning.queries import waivers as waivers_read
from university.learning.queries.verdicts import get_verdict
from university.learning.rules import GivenAnswer
from university.outbox import services as outbox
from university.people import services as people
from university.people.models import Employee, Role
from university.policies import services as policies


@dataclass(frozen=True)
class Stage:
    """Where acts take place: the transaction, the ids of the people, the company's files, events in use."""

    session: Session
    ids: Mapping[str, int]
    company: Company
    halls: dict[str, unconferences.Hall] = field(default_factory=dict)

    def actor(self, number: str) -> Actor:
        return Actor.employee(self.ids[number])


@singledispatch
def perform(act: acts.Act, _stage: Stage) -> None:
    """Do one act; raises what its service raises, as a plan that is refused is a mistake of ours."""
    raise TypeError(f"Nobody knows how to do {act}")


@perform.register
def _(act: acts.TellRoster, stage: Stage) -> None:
    plan = people.plan_roster(stage.session, list(act.rows))
    people.apply_import(stage.session, plan, by=COMMAND, now=act.at)
    told = [row.employee_number for row in plan.rows]
    stage.session.execute(update(Employee).where(Employee.employee_number.in_(told)).values(is_demo=True))


@perform.register
def _(act: acts.GiveRole, stage: Stage) -> None:
    people.give_role(stage.session, stage.ids[act.who], Role(act.role), by=COMMAND, now=act.at)


@perform.register
def _(act: acts.Enroll, stage: Stage) -> None:
    learning.enroll(stage.session, stage.ids[act.who], act.course, by=stage.actor(act.who), now=act.at)


@perform.register
def _(act: acts.MarkDone, stage: Stage) -> None:
    enrollment = enrollments_read.get_own_enrollment(stage.session, stage.ids[act.who], act.course)
    learning.mark_done(stage.session, enrollment, act.lesson, by=stage.actor(act.who), now=act.at)


@perform.register
def _(act: acts.ReadMissed, stage: Stage) -> None:
    enrollment = enrollments_read.get_own_enrollment(stage.session, stage.ids[act.who], act.course)
    standing = standings.get_standing(stage.session, stage.ids[act.who], act.course)
    course = stage.company.courses[act.course]
    for lesson in get_verdict(stage.session, standing, course, now=act.at).lessons[:1]:
        learning.mark_done(stage.session, enrollment, lesson, by=stage.actor(act.who), now=act.at)


@perform.register
def _(act: acts.StartAttempt, stage: Stage) -> None:
    learning.start_attempt(stage.session, stage.ids[act.who], act.course, by=stage.actor(act.who), now=act.at)


@perform.register
def _(act: acts.SaveAnswers, stage: Stage) -> None:
    attempt = _open_attempt(stage, act.who, act.course)
    given = _answers(stage, act.course, attempt)[: act.count]
    learning.save_answers(stage.session, attempt.id, stage.ids[act.who], given, now=act.at)


@perform.register
def _(act: acts.SubmitAttempt, stage: Stage) -> None:
    attempt = _open_attempt(stage, act.who, act.course)
    drawn = [one.id for one in attempts_read.drawn_of(attempt)]
    wrong = Chance(stage.company.seed, act.lot).some(drawn, act.wrong)
    given = _answers(stage, act.course, attempt, wrong)
    learning.submit_attempt(
        stage.session, attempt.id, stage.ids[act.who], given, by=stage.actor(act.who), now=act.at
    )


@perform.register
def _(act: acts.AskWaiver, stage: Stage) -> None:
    claim = learning.Claim(
        employee_id=stage.ids[act.who],
        course=act.course,
        reason=WaiverReason(act.reason),
        evidence=act.evidence,
    )
    approver = stage.ids[act.approver]
    learning.ask_waiver(stage.session, claim, approver_id=approver, by=stage.actor(act.who), now=act.at)


@perform.register
def _(act: acts.DecideWaiver, stage: Stage) -> None:
    waiver = waivers_read.find_asked(stage.session, stage.ids[act.who], act.course)
    if waiver is None:
        raise NotFound(f"{act.who} has not asked for {act.course}.")
    decider, by = stage.ids[act.by], stage.actor(act.by)
    learning.decide_waiver(
        stage.session, waiver.id, decider, is_approved=True, words=act.words, by=by, now=act.at
    )


@perform.register
def _(act: acts.LoadPolicies, stage: Stage) -> None:
    courses.load(stage.session, stage.company.policies, by=COMMAND, now=act.at)


@perform.register
def _(act: acts.SignPolicy, stage: Stage) -> None:
    version = get_catalog(stage.session).version(ContentKind.POLICY, act.policy)
    policies.acknowledge(
        stage.session,
        stage.ids[act.who],
        act.policy,
        version_id=version.id,
        by=stage.actor(act.who),
        now=act.at,
    )


@perform.register
def _(act: acts.Revoke, stage: Stage) -> None:
    for certificate in certificates.list_own_certificates(stage.session, stage.ids[act.who]):
        if certificate.certification == act.certification:
            by = stage.actor(act.by)
            certification.revoke(stage.session, certificate, reason=act.reason, by=by, now=act.at)


@perform.register
def _(act: acts.Assign, stage: Stage) -> None:
    learning.assign(
        stage.session,
        act.values,
        key=f"{stage.company.seed}/{act.at.isoformat()}",
        line_of=stage.ids[act.by] if act.is_in_line else None,
        by=stage.actor(act.by),
        now=act.at,
    )


@perform.register
def _(act: acts.KeepUp, stage: Stage) -> None:
    for rule_id in assigning_read.list_running(stage.session):
        learning.keep_up(stage.session, rule_id, now=act.at)
    learning.remind(stage.session, now=act.at)


@perform.register
def _(act: acts.ReadNotices, stage: Stage) -> None:
    outbox.mark_read(stage.session, stage.ids[act.who], now=act.at)


@perform.register
def _(act: acts.OpenEvent, stage: Stage) -> None:
    unconferences.create(stage.session, act.event, by=stage.actor(act.event.organizer), now=act.at)


@perform.register
def _(act: acts.MovePhase, stage: Stage) -> None:
    event = _hall(stage, act.event)
    event.move_phase(act.to, by=stage.actor(act.event.organizer), now=act.at)


@perform.register
def _(act: acts.Propose, stage: Stage) -> None:
    proposer = act.topic.proposed_by
    _hall(stage, act.event).propose(act.topic, stage.ids[proposer], by=stage.actor(proposer), now=act.at)


@perform.register
def _(act: acts.Host, stage: Stage) -> None:
    host = act.topic.host
    _hall(stage, act.event).host(act.topic, stage.ids[host], by=stage.actor(host), now=act.at)


@perform.register
def _(act: acts.Place, stage: Stage) -> None:
    by = stage.actor(act.event.organizer)
    _hall(stage, act.event).place(act.topic, act.slot, act.room, by=by, now=act.at)


@perform.register
def _(act: acts.SignUp, stage: Stage) -> None:
    _hall(stage, act.event).sign_up(act.topic, stage.ids[act.who], by=stage.actor(act.who), now=act.at)


@perform.register
def _(act: acts.Leave, stage: Stage) -> None:
    _hall(stage, act.event).leave(act.topic, stage.ids[act.who], by=stage.actor(act.who), now=act.at)


def _hall(stage: Stage, event: EventPlan) -> unconferences.Hall:
    return stage.halls.setdefault(event.title, unconferences.Hall(stage.session, event))


def _open_attempt(stage: Stage, who: str, course: str) -> Attempt:
    standing = standings.get_standing(stage.session, stage.ids[who], course)
    return attempts_read.get_own_attempt(stage.session, standing.open_attempt_id or 0, stage.ids[who])


def _answers(stage: Stage, course: str, attempt: Attempt, wrong: Collection[str] = ()) -> list[GivenAnswer]:
    """Answer every drawn question rightly, save those of ``wrong``."""
    questions = stage.company.courses[course].question_by_id
    return [
        GivenAnswer(
            question=drawn.id,
            given=(wrong_answer if drawn.id in wrong else right_answer)(questions[drawn.id]),
        )
        for drawn in attempts_read.drawn_of(attempt)
    ]
