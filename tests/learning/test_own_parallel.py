"""Two tabs at the same moment: one note is kept, one report told, one message sent; nothing is lost unseen."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from university.learning import services
from university.learning.models import Bookmark, CourseRating, LessonNote, MemoryPractice, MistakeReport
from university.learning.services import Said, Stale
from university.outbox.models import Message
from university.storage import work
from university.web.db import db

THREADS = 4
PLACE = ("smu-1", "hats")


@pytest.fixture
def robin(session):
    content.live(session, attempts.course())
    return people.employee(session)


@pytest.fixture
def at_once(app):
    """Run an act in several threads, each in a transaction of its own; give what came of each."""

    def run(act):
        def one(number):
            with app.app_context(), Session(db.engine, expire_on_commit=False) as own:
                try:
                    with work.transaction(own):
                        return act(own, number)
                except Stale as stale:
                    return stale

        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(one, range(THREADS)))

    return run


def test_of_several_first_texts_one_is_kept_and_every_other_is_refused(session, at_once, robin, now):
    def save(own, number):
        return services.save_note(own, robin.id, *PLACE, f"Text {number}", revision=0, now=now)

    saved = at_once(save)

    kept = session.scalars(select(LessonNote.text)).one()
    assert kept == f"Text {saved.index(1)}"
    assert sum(isinstance(one, Stale) for one in saved) == THREADS - 1


def test_the_same_text_from_every_tab_is_kept_once_and_refused_nowhere(at_once, robin, now):
    def save(own, _):
        return services.save_note(own, robin.id, *PLACE, "One text", revision=0, now=now)

    assert at_once(save) == [1] * THREADS


def test_a_bookmark_a_report_and_a_rating_are_made_once(session, at_once, robin, now):
    attempts.complete(session, robin, now)

    def say(own, _):
        services.set_bookmark(own, robin.id, *PLACE, is_wanted=True, now=now)
        services.report_mistake(own, robin.id, *PLACE, "The hats are wrong.", is_named=True, now=now)
        services.rate(own, robin.id, "smu-1", Said(stars=4, comment="", is_named=False), now=now)

    at_once(say)

    tables = (Bookmark, MistakeReport, CourseRating)
    assert [session.scalar(select(func.count()).select_from(table)) for table in tables] == [1, 1, 1]


def test_several_workers_tell_of_practice_once(session, at_once, robin, now):
    attempts.complete(session, robin, now)
    opens_at = session.scalars(select(func.min(MemoryPractice.opens_at))).one()
    session.rollback()

    at_once(lambda own, _: services.offer_practice(own, now=opens_at))

    assert session.scalar(select(func.count(Message.id)).where(Message.kind == "practice")) == 1
