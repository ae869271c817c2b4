"""The locks name everything that is declared, each with its hashes, and no address."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, GROUPS = DECLARED["project"], DECLARED["dependency-groups"]
RUN = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["postgres"]
LOCKS = {"run": RUN, "build": GROUPS["build"], "node": GROUPS["node"], "dev": RUN + GROUPS["dev"]}
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)(.*(?:\n .*)*)", re.MULTILINE)


def pins(lock: str) -> dict[str, tuple[str, str]]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return {name: (exact, rest) for name, exact, rest in PIN.findall(text)}


def plain(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[._-]+", "-", name[0]).lower() if name else ""


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_all_that_is_declared_with_hashes_and_no_address(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    locked = pins(lock)

    assert {plain(requirement) for requirement in LOCKS[lock]} - locked.keys() == set()
    assert [name for name, (_, rest) in locked.items() if "--hash=sha256:" not in rest] == []
    assert re.findall(r"\w+://|--(?:extra-)?index-url|--find-links", text) == []


def test_two_locks_never_choose_different_versions():
    dev = {name: exact for name, (exact, _) in pins("dev").items()}

    for lock in ("run", "build"):
        chosen = {name: exact for name, (exact, _) in pins(lock).items() if name in dev}
        assert chosen == {name: dev[name] for name in chosen}


def test_the_npm_lock_names_the_declared_versions_and_no_address():
    declared = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    top = json.loads(text)["packages"][""]

    wanted = ("dependencies", "devDependencies")
    assert {kind: top.get(kind) for kind in wanted} == {kind: declared.get(kind) for kind in wanted}
    assert '"resolved"' not in text
