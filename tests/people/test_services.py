"""What only the services can show: what is swept, and what happens side by side."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.factories.people import CHEAP, PASSWORD, employee, employee_with_password, sign_in
from university.base.actor import COMMAND, Actor
from university.base.errors import Clash, NotAllowed, NotFound, TooMany
from university.people import jobs, queries, services
from university.people.models import PasswordLink, SignIn, SignInFailure
from university.people.rules import KNOWN_PASSWORDS, browser_words
from university.people.rules.passwords import SHORTEST
from university.storage import work


def test_what_has_had_its_time_is_swept_and_the_rest_stays(session, now):
    person, other = employee(session), employee(session)
    sign_in(session, person, now=NOW - timedelta(hours=24))
    sign_in(session, person, now=NOW - timedelta(hours=23))
    with work.transaction(session):
        services.make_password_link(session, person.id, by=COMMAND, now=NOW - timedelta(hours=24))
        services.make_password_link(session, other.id, by=COMMAND, now=NOW - timedelta(hours=23))
        for hours in (23, 24):
            session.add(SignInFailure(account="a", address="b", failed_at=NOW - timedelta(hours=hours)))

    jobs.sweep()

    left = [
        session.scalar(select(func.count()).select_from(kind))
        for kind in (SignIn, PasswordLink, SignInFailure)
    ]
    assert left == [1, 1, 1]


def test_a_failure_in_a_wait_is_not_counted(session):
    with work.transaction(session):
        for _ in range(5):
            services.begin_try(session, "E1", "10.0.0.1", now=NOW)

    with pytest.raises(TooMany) as refusal, work.transaction(session):
        services.begin_try(session, "e1 ", "10.0.0.2", now=NOW + timedelta(seconds=20))

    assert refusal.value.retry_after == 40
    assert session.scalar(select(func.count()).select_from(SignInFailure)) == 5


def test_an_account_that_shows_up_forgives_only_its_own(session):
    with work.transaction(session):
        services.begin_try(session, "E1", "10.0.0.1", now=NOW)
        services.begin_try(session, "E2", "10.0.0.1", now=NOW)
        services.forgive(session, "E1")

    assert session.scalars(select(SignInFailure.account)).all() == [queries.account_key("E2")]


def test_a_password_changed_meanwhile_is_not_changed_over(session):
    person = employee_with_password(session)
    by = Actor.employee(person.id)

    with pytest.raises(Clash), work.transaction(session):
        services.change_password(session, person.id, before="old", after="new", keep="", by=by, now=NOW)


def test_a_rehash_never_brings_an_old_password_back(session):
    person = employee_with_password(session)

    with work.transaction(session):
        renewed = services.Rehash(before="an older hash", after="older password, new cost")
        services.enter(session, person.id, browser="test", admits_demo=False, renewed=renewed, now=NOW)

    session.refresh(person)
    assert services.is_right(person.password_hash, PASSWORD, CHEAP)


def test_no_way_of_signing_in_gets_around_who_may_enter(session):
    demo, gone = employee(session, is_demo=True), employee(session, left_on=NOW.date())
    before = sign_in(session, demo, now=NOW)

    with pytest.raises(NotAllowed, match="demo company"), work.transaction(session):
        services.enter(session, demo.id, browser="", admits_demo=False, replaces=before, now=NOW)
    with pytest.raises(NotFound), work.transaction(session):
        services.enter(session, gone.id, browser="", admits_demo=True, now=NOW)

    assert session.scalars(select(SignIn.employee_id)).all() == [demo.id], "a refusal changes nothing"


def test_a_broken_hash_opens_nothing():
    assert services.is_right("not a hash", "not a hash", CHEAP) is False


def test_the_oldest_note_of_a_visit_never_wins(session):
    token = sign_in(session, employee(session), now=NOW)

    with work.transaction(session):
        services.renew_sign_in(session, token, now=NOW + timedelta(minutes=9))
        services.renew_sign_in(session, token, now=NOW + timedelta(minutes=6))

    assert session.scalars(select(SignIn.seen_at)).one() == NOW + timedelta(minutes=9)


def test_leaked_passwords_are_in_the_form_in_which_they_are_compared():
    assert [word for word in KNOWN_PASSWORDS if len(word) < SHORTEST or word != word.casefold()] == []


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/130 Safari/537 Edg/130", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604", "Safari on iPhone"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit Chrome/130 Safari/537",
            "Chrome on a Mac",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130 Mobile Safari", "Chrome on Android"),
        ("<script>alert(1)</script>", "A browser on an unknown system"),
        ("", "A browser on an unknown system"),
    ],
)
def test_a_browser_is_said_in_words_of_ours(agent, words):
    assert browser_words(agent) == words
