"""Log lines: one event in words a line, on standard error, with facts as values."""

import json

import pytest
import structlog

from university.base import logs


@pytest.fixture(autouse=True)
def put_back():
    before = structlog.get_config()
    yield
    structlog.contextvars.clear_contextvars()
    structlog.configure(**before)


def test_a_line_for_machines_is_one_json_object(capsys):
    logs.set_up(as_json=True)
    structlog.contextvars.bind_contextvars(request="9f2c7a")

    structlog.get_logger().info("certificate issued", certificate=412)

    said = capsys.readouterr()
    line = json.loads(said.err)
    assert said.out == ""
    assert line.pop("at").endswith("Z")
    assert line == {"event": "certificate issued", "certificate": 412, "level": "info", "request": "9f2c7a"}


def test_a_line_for_a_person_has_no_colors(capsys):
    logs.set_up(as_json=False)

    structlog.get_logger().warning("csrf refused", path="/me/")

    said = capsys.readouterr().err
    assert "csrf refused" in said
    assert "\x1b" not in said


def test_what_is_less_than_the_level_is_not_said(capsys):
    logs.set_up(as_json=True, level="ERROR")

    structlog.get_logger().info("answered")

    assert capsys.readouterr().err == ""


def test_a_fault_for_machines_stays_one_line(capsys):
    logs.set_up(as_json=True)

    structlog.get_logger().error("fault", exc_info=ValueError("first\nsecond"))

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["exception"][0]["exc_type"] == "ValueError"
