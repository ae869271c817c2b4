"""What the tests of messages share: a mail server on this machine, and a site that uses it."""

import socket

import pytest
from pydantic import SecretStr

from tests.factories.messages import Mailbox, mail_server
from university.outbox import jobs

SENDER = "Social Media University <university@larkenfield.example>"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def _stays_on_this_machine(monkeypatch):
    """No mail of a test leaves this machine: a connection to anywhere else fails."""
    connect = socket.socket.connect

    def guarded(self, address):
        assert self.family == socket.AF_UNIX or address[0] in LOOPBACK, address
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def mailbox():
    return Mailbox()


@pytest.fixture
def port(mailbox):
    with mail_server(mailbox) as port:
        yield port


@pytest.fixture
def use(app):
    """Give the site these settings."""

    def use(**special):
        app.extensions["university"] = app.extensions["university"].model_copy(update=special)

    return use


@pytest.fixture
def with_mail(use, port):
    """The site hands its mails to the server of the test."""
    use(smtp_url=SecretStr(f"smtp://127.0.0.1:{port}"), mail_from=SENDER)


@pytest.fixture
def run(session):
    """One run of the worker's job, at the moment that the clock shows; gives its words."""

    def run():
        words = jobs.send_waiting()
        session.rollback()
        return words

    return run


@pytest.fixture
def at(monkeypatch):
    """Set the clock."""

    def at(moment):
        monkeypatch.setattr("university.base.clock.now", lambda: moment)

    return at
