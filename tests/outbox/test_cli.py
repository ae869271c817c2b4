"""`university outbox send`: what is due goes out once, and the exit code says whether all of it did."""

import json

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from pydantic import SecretStr

from tests.factories.messages import MUTABLE, URGENT, free_port, states, tell
from tests.factories.people import employee
from tests.outbox.conftest import SENDER
from university.cli import main

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def command(app):
    """Run the command on this site; gives its result."""

    def command(*words):
        return CliRunner().invoke(main, ["outbox", "send", *words], obj=ScriptInfo(create_app=lambda: app))

    return command


def test_what_is_due_goes_out_and_what_can_wait_waits(session, with_mail, mailbox, command):
    tell(session, employee(session), URGENT, "thing:1")
    tell(session, employee(session), MUTABLE, "thing:2")

    result = command()

    assert (result.exit_code, result.output) == (0, "1 mail sent.\n")
    assert states(session) == ["sent", "waiting"]


def test_a_script_reads_the_same_as_json(session, with_mail, mailbox, command):
    person = employee(session)
    mailbox.refusals[person.email] = "550 Nobody"
    tell(session, person, URGENT)

    result = command("--json")

    assert (result.exit_code, json.loads(result.output)) == (1, {"sent": 0, "failed": 1})


def test_without_a_mail_server_it_says_so_and_nothing_is_marked(session, command):
    tell(session, employee(session), URGENT)

    result = command()

    assert (result.exit_code, result.output) == (1, "Error: No mail server is set, so nothing is mailed.\n")
    assert states(session) == ["waiting"]


def test_a_mail_server_that_is_down_ends_with_one(session, use, command):
    use(smtp_url=SecretStr(f"smtp://127.0.0.1:{free_port()}"), mail_from=SENDER)
    tell(session, employee(session), URGENT)

    result = command()

    assert result.exit_code == 1
    assert "cannot be used" in result.output
