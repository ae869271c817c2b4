"""A command is imported when it is asked for, and not before."""

import sys

import click
import pytest

from university.base.commands import LazyGroup

MODULE = "import click\n\n\n@click.command()\ndef hello():\n    click.echo('hello')\n"


@pytest.fixture
def group(tmp_path, monkeypatch):
    (tmp_path / "greetings_of_this_test.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "greetings_of_this_test", raising=False)
    made = LazyGroup("say", places={"hello": "greetings_of_this_test:hello"})
    made.add_command(click.Command("bye"))
    return made


def test_commands_are_named_without_an_import(group):
    assert group.list_commands(click.Context(group)) == ["bye", "hello"]
    assert "greetings_of_this_test" not in sys.modules


def test_a_command_is_imported_when_it_is_asked_for(group):
    command = group.get_command(click.Context(group), "hello")

    assert command is sys.modules["greetings_of_this_test"].hello


def test_other_commands_are_found_as_ever(group):
    assert group.get_command(click.Context(group), "bye").name == "bye"
    assert group.get_command(click.Context(group), "sing") is None
