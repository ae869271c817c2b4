"""What our pages tell a person to type is there, and the table of settings is the printed one."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests import printed
from university.cli import main
from university.demo.rules.accounts import ACCOUNTS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    printed.README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "operations.md",
    ROOT / "docs" / "authoring.md",
]
FENCED = re.compile(r"```.*?```", re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
#: Our command stands at the start of a line or at the end of a path; what follows are its words.
CALLED = re.compile(r"(?:^|/)university((?: +[-a-z_]+)+)")


def typed(page: Path) -> list[str]:
    """The lines of a page that are meant to be typed: fenced blocks and quoted words."""
    text = page.read_text(encoding="utf-8")
    blocks = [line.split("  #")[0] for block in FENCED.findall(text) for line in block.splitlines()[1:-1]]
    return blocks + QUOTED.findall(FENCED.sub("", text))


def calls(page: Path) -> Iterator[tuple[str, ...]]:
    """Each call of our command on a page, as its words without values."""
    for line in typed(page):
        found = CALLED.search(line)
        if found:
            words = [word for word in found[1].split() if not word.startswith("-")]
            options = re.findall(r"(?<=\s)--[a-z-]+", line[found.start() :])
            yield (*words, *options)


def named_command(words: list[str]) -> click.Command:
    command: click.Command = main
    for word in words:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(click.Context(command), word)
        assert found is not None, f"there is no command {' '.join(words)}"
        command = found
    return command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists_with_its_options(page):
    for call in calls(page):
        command = named_command([word for word in call if not word.startswith("--")])
        known = {option for parameter in command.params for option in parameter.opts}

        assert {word for word in call if word.startswith("--")} - known - {"--help", "--version"} == set(), (
            call
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_that_a_page_names_exists(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    named = {word for line in typed(page) for word in re.findall(r"\bmake ([a-z][a-z-]*)", line)}

    assert named - targets == set()


def test_the_table_of_settings_is_the_one_the_command_prints():
    assert printed.between(printed.README, "settings") == printed.settings()


def test_the_tours_sign_in_with_demo_accounts():
    named = re.findall(r"LG-\d{4}", printed.README.read_text(encoding="utf-8"))

    assert set(named) - set(ACCOUNTS) == set()


def test_the_readme_stays_short():
    table = printed.between(printed.README, "settings")

    assert len(printed.README.read_text(encoding="utf-8").replace(table, "").splitlines()) < 110
