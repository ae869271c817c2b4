"""A learner's acts one after another, each said before and after: run as a program, to be killed at any moment."""

import itertools
import json
import sys
from datetime import UTC, datetime
from random import Random

from sqlalchemy.orm import Session

from tests import databases
from tests.factories import attempts, people
from university.certification import services as certification
from university.people.models import Employee
from university.reactions import REACTIONS
from university.records import services as records

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LETTERS = "abcd"


def say(step: str, **what: object) -> None:
    """Tell whoever started this program; what it has read, it knows."""
    print(json.dumps({"step": step} | what), flush=True)


def act_for_ever(session: Session, random: Random) -> None:
    """Let one person after another read, sit the quiz and hand it in."""
    for number in itertools.count():
        name = f"k{random.randrange(10**9)}-{number}"
        person = people.employee(session, employee_number=name, email=f"{name}@larkenfield.example")
        read(session, person, "hats")
        sit(session, person, random, is_right=False)
        read(session, person, "share")
        sit(session, person, random, is_right=True)


def read(session: Session, person: Employee, lesson: str) -> None:
    attempts.mark_done(session, person, [lesson], NOW)
    say("done", person=person.id, lesson=lesson)


def sit(session: Session, person: Employee, random: Random, *, is_right: bool) -> None:
    attempt = attempts.start(session, person, NOW)
    say("started", attempt=attempt.id)
    for letter in random.sample(LETTERS, 3):
        say("saving", attempt=attempt.id, letter=letter)
        attempts.save(session, attempt, {"who": letter}, NOW)
        say("saved", attempt=attempt.id, letter=letter)
    attempts.submit(session, attempt, attempts.RIGHT if is_right else attempts.WRONG, NOW)
    say("submitted", attempt=attempt.id)


def main(url: str, seed: str) -> None:
    """Act on the database at this address until somebody kills the process."""
    records.react_with(REACTIONS)
    certification.print_as(university="Social Media University", company="Larkenfield Group")
    with Session(databases.open_engine(url), expire_on_commit=False) as session:
        act_for_ever(session, Random(seed))


if __name__ == "__main__":
    main(*sys.argv[1:])
