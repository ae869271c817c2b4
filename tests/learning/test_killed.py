"""Killed at any moment: what a learner was told is kept is there, and nothing is there by halves."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import attempts, content
from tests.storming import size
from university.certification.models import Certificate
from university.engines.ledger.verify import verify
from university.learning.models import Answer, Attempt, Completion, Enrollment, LessonDone
from university.outbox.models import Message
from university.records import queries as records
from university.records.models import Fact, Record

ROOT = Path(__file__).resolve().parents[2]
KILLS = 4
#: A life ends after so many words at most, and a moment later, so that a kill may fall on any statement.
LONGEST_LIFE, A_MOMENT = 60, 0.02


def act_until_killed(url: str, random: Random) -> list[dict[str, object]]:
    """Let the acts run for a moment, kill their process, and give what it had said."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.learning.acting", url, str(random.random())],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        first = [child.stdout.readline() for _ in range(random.randrange(1, LONGEST_LIFE))]
        time.sleep(random.uniform(0, A_MOMENT))
        child.kill()
        rest = child.stdout.read().splitlines()
    assert (all(first), child.returncode) == (True, -signal.SIGKILL)
    # The last line may have been cut by the kill: then nobody was told.
    return [json.loads(line) for line in [*first, *rest] if line.endswith(("}", "}\n"))]


def check_what_was_told(session: Session, told: list[dict[str, object]]) -> None:
    """Everything said to be kept is kept; a letter may be the one that was about to be saved."""
    done = {(one["person"], one["lesson"]) for one in told if one["step"] == "done"}
    rows = session.execute(
        select(Enrollment.employee_id, LessonDone.lesson).join(
            LessonDone, LessonDone.enrollment_id == Enrollment.id
        )
    )
    assert done <= {tuple(row) for row in rows}
    ids = set(session.scalars(select(Attempt.id)))
    handed_in = set(session.scalars(select(Attempt.id).where(Attempt.submitted_at.is_not(None))))
    assert {one["attempt"] for one in told if one["step"] == "started"} <= ids
    assert {one["attempt"] for one in told if one["step"] == "submitted"} <= handed_in
    given = dict(
        session.execute(select(Answer.attempt_id, Answer.given).where(Answer.question == "who")).all()
    )
    last = {one["attempt"]: one for one in told if one["step"] in {"saving", "saved"}}
    for attempt, one in last.items():
        if one["step"] == "saved" and attempt not in handed_in:
            assert given[attempt] == [one["letter"]]


def check_nothing_by_halves(session: Session) -> None:
    """Each row has its one fact, each completion its record, message and certificate; the chain is sound."""
    facts = Counter(session.scalars(select(Fact.kind)))
    handed_in = Attempt.submitted_at.is_not(None)
    counted = {
        "enrollment.started": count(session, Enrollment),
        "lesson.done": count(session, LessonDone),
        "attempt.started": count(session, Attempt),
        "attempt.submitted": count(session, Attempt, handed_in),
        "quiz.passed": count(session, Attempt, Attempt.is_passed.is_(True)),
        "course.completed": count(session, Completion),
        "certificate.issued": count(session, Certificate),
    }
    assert {kind: facts[kind] for kind in counted} == counted
    completed = count(session, Completion)
    assert count(session, Record) == completed + count(session, Certificate)
    assert count(session, Message, Message.kind == "course completed") == completed
    assert count(session, Certificate) == completed
    assert verify(records.stream_links(session), records.get_head(session)) == []


def count(session: Session, table: type, *where: object) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def kill_often(session: Session, url: str, kills: int, seed: int) -> None:
    random = Random(seed)
    content.live(session, attempts.course(attempts=9), content.certification(policies=()))
    told: list[dict[str, object]] = []
    for _ in range(kills):
        told += act_until_killed(url, random)
        session.rollback()
        session.expire_all()

        check_what_was_told(session, told)
        check_nothing_by_halves(session)
    assert {"done", "started", "saved", "submitted"} <= {one["step"] for one in told}


def test_what_was_acknowledged_is_there_after_each_kill(session, database_url):
    kill_often(session, database_url, KILLS, seed=1)


@pytest.mark.storm
def test_the_same_for_many_kills(session, database_url):
    kill_often(session, database_url, size(whole=60, short=4), seed=2)
