"""The authors' commands: the checker names file, line and mend; the site serves the last good content."""

import json
import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests.factories import people
from university.base.actor import COMMAND
from university.courses.queries import get_catalog, list_findings
from university.engines.catalog.model import Finding
from university.records.models import Fact
from university.storage import work
from university.studio import services
from university.studio.cli import content
from university.studio.cli.load import load_at_start
from university.studio.cli.words import print_annotations

FINDING = re.compile(r"^(?P<path>[^:]+):(?P<line>\d+):\d+: (?P<code>[a-z0-9-]+) .{20,}$", re.MULTILINE)
HATS = "courses/smu-101/three-hats.md"
COURSE = "courses/smu-101/course.md"
QUIZ = "courses/smu-101/quiz.md"


def replaced(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def appended(folder, name, more):
    with (folder / name).open("ab") as file:
        file.write(more)


SPOILERS = {
    "bad YAML": (COURSE, lambda folder: replaced(folder, COURSE, "owners: [", "owners: {[")),
    "a missing lesson": (COURSE, lambda folder: (folder / HATS).unlink()),
    "two questions with one id": (
        QUIZ,
        lambda folder: replaced(folder, QUIZ, "{#merger-rumor ", "{#unreleased-device "),
    ),
    "no right answer": (QUIZ, lambda folder: replaced(folder, QUIZ, "- [x]", "- [ ]")),
    "an image outside": (HATS, lambda folder: appended(folder, HATS, b"\n![A plan](../../plan.png)\n")),
    "10 MB": (HATS, lambda folder: appended(folder, HATS, b"word " * 2_100_000)),
    "invalid UTF-8": (HATS, lambda folder: appended(folder, HATS, b"\nCaf\xe9\n")),
}
each_spoiler = pytest.mark.parametrize("spoiler", SPOILERS.values(), ids=SPOILERS)


def test_good_content_is_counted_and_has_no_findings(folder):
    checked = CliRunner().invoke(content, ["check", str(folder)])

    assert (checked.exit_code, checked.output) == (
        0,
        "3 courses, 1 certification, 1 policy, 1 tip sheet: no findings\n",
    )


def test_one_course_can_be_checked_alone(folder):
    checked = CliRunner().invoke(content, ["check", str(folder / "courses/smu-101")])

    assert (checked.exit_code, checked.output) == (0, "1 course, 0 certifications, 0 policies: no findings\n")


@each_spoiler
def test_the_checker_names_file_line_and_mend(folder, spoiler):
    name, spoil = spoiler
    spoil(folder)

    checked = CliRunner().invoke(content, ["check", str(folder)])

    found = FINDING.search(checked.output)
    assert checked.exit_code == 1
    assert found is not None, checked.output
    assert found["path"] == str(folder / name)
    assert checked.output.splitlines()[-1].startswith("2 courses, ")


def long_sentence(folder):
    appended(folder, HATS, b"\nMira " + b"types " * 31 + b"now.\n")


def checked(*words):
    return CliRunner().invoke(content, ["check", *map(str, words)])


def test_warnings_are_told_and_let_the_check_pass(folder):
    long_sentence(folder)

    told = checked(folder)

    (line, count) = told.output.splitlines()
    assert told.exit_code == 0
    assert line.startswith(f"{folder / HATS}:")
    assert ": warning: sentence-long The sentence that begins" in line
    assert count.endswith(": 1 warning")


def test_the_strict_let_warnings_count(folder):
    long_sentence(folder)

    assert checked(folder, "--strict").exit_code == 1


def test_errors_are_counted_before_warnings(folder):
    long_sentence(folder)
    replaced(folder, "courses/smu-110/quiz.md", "- [x]", "- [ ]")

    told = checked(folder, "--strict")

    assert told.exit_code == 1
    assert told.output.splitlines()[-1].endswith(": 1 error, 1 warning")


def test_a_workflow_on_github_gets_annotations(folder):
    replaced(folder, HATS, "\ntitle: ", "\nti%tle: ")
    long_sentence(folder)
    replaced(
        folder,
        "courses/smu-110/quiz.md",
        "course: smu-110",
        "course: smu-110\naccept: [{warning: alt-thin, because: So.}]",
    )

    told = checked(folder, "--github")

    path = str(folder / "courses/smu-110/quiz.md")
    assert told.exit_code == 1
    assert (
        f"::error file={folder / HATS},line=3,col=1,title=key-unknown::The key `ti%25tle` is not"
        in told.output
    )
    assert f"::warning file={path},line=3,col=10,title=accept-unused::" in told.output


def test_signs_that_github_reads_are_escaped(capsys):
    finding = Finding(path="a:b,c.md", line=1, column=2, code="raw-html", message="50%\r\n", mend="a:b, c")

    print_annotations([finding])

    assert (
        capsys.readouterr().out
        == "::error file=a%3Ab%2Cc.md,line=1,col=2,title=raw-html::50%25%0D%0A a:b, c\n"
    )


def test_a_terminal_gets_colors_and_a_file_does_not(folder):
    long_sentence(folder)

    plain, colored = (
        CliRunner().invoke(content, ["check", str(folder)], color=color).output for color in (False, True)
    )

    assert "\x1b[" not in plain
    assert "\x1b[33msentence-long\x1b[0m" in colored


@pytest.mark.parametrize("words", [("--json", "--github"), ("--json", "--diff"), ("--github", "--diff")])
def test_only_one_form_can_be_asked_for(folder, words):
    assert checked(folder, *words).exit_code == 2


def test_what_needs_no_person_is_shown_then_mended(folder):
    replaced(folder, QUIZ, "{#unreleased-device ", "{")

    shown = checked(folder, "--diff")
    mended = checked(folder, "--fix")
    again = checked(folder, "--diff")

    assert (shown.exit_code, mended.exit_code, again.exit_code) == (1, 0, 0)
    assert "\n+## A colleague's public photo shows" in shown.output
    assert f"{folder / QUIZ}:5: mended Wrote the id a-colleague-s-public-photo" in mended.output
    assert again.output == ""


EMBEDDED = b"\n::: embed\n[A film](https://films.example/42)\n:::\n"


@pytest.mark.parametrize(
    ("words", "setting", "is_told"),
    [
        ((), None, False),
        (("--embed-host", "videos.example"), None, True),
        (("--embed-host", "videos.example", "--embed-host", "films.example"), None, False),
        ((), '["videos.example"]', True),
        ((), "[]", True),
        ((), '["films.example"]', False),
        (("--embed-host", "films.example"), '["videos.example"]', False),
    ],
    ids=[
        "no list is known",
        "another host is named",
        "the host is named",
        "another host is set",
        "no host is set",
        "the host is set",
        "what is named goes before what is set",
    ],
)
def test_an_embed_that_stays_a_link_is_told_where_the_hosts_are_known(
    folder, monkeypatch, words, setting, is_told
):
    appended(folder, HATS, EMBEDDED)
    if setting is not None:
        monkeypatch.setenv("UNIVERSITY_EMBED_HOSTS", setting)

    found = checked("--json", *words, folder)

    told = [(one["code"], one["severity"]) for one in json.loads(found.output)]
    assert (found.exit_code, told) == (0, [("embed-not-allowed", "warning")] if is_told else [])


def test_what_is_no_host_is_wrong_use(folder):
    assert checked("--embed-host", "https://films.example/", folder).exit_code == 2


def test_the_checker_needs_neither_settings_nor_the_application(folder):
    lone = folder.rename(folder.with_name("smu")) / "courses/smu-101"
    bare = {name: value for name, value in os.environ.items() if not name.startswith("UNIVERSITY_")}
    heavy = "{'flask', 'sqlalchemy', 'granian', 'weasyprint', 'university.config'}"
    words = ["content", "check", str(lone)]
    program = f"from university.cli import main; main({words}, standalone_mode=False)"
    watched = (
        f"import atexit, sys; atexit.register(lambda: print(sorted({heavy} & sys.modules.keys()))); {program}"
    )

    run = subprocess.run(
        [sys.executable, "-c", watched], cwd=lone, env=bare, capture_output=True, text=True, check=False
    )

    assert run.stderr == ""
    assert run.stdout == "1 course, 0 certifications, 0 policies: no findings\n[]\n"


@pytest.mark.parametrize("kind", ["course", "lesson", "quiz", "bank", "certification", "policy", "tip"])
def test_the_schema_of_each_kind_is_printed(kind):
    printed = CliRunner().invoke(content, ["schema", kind])

    schema = json.loads(printed.output)
    assert printed.exit_code == 0
    assert schema["type"] == "object"
    assert set(schema["required"]) <= schema["properties"].keys()


def test_there_is_no_schema_of_anything_else():
    assert CliRunner().invoke(content, ["schema", "poem"]).exit_code == 2


def test_findings_as_json_carry_every_field(folder):
    SPOILERS["no right answer"][1](folder)

    checked = CliRunner().invoke(content, ["check", str(folder), "--json"])

    (finding,) = json.loads(checked.output)
    assert checked.exit_code == 1
    assert finding.keys() == {"path", "line", "column", "code", "message", "mend", "severity"}
    assert finding["path"] == str(folder / QUIZ)


def test_good_content_as_json_is_an_empty_list(folder):
    checked = CliRunner().invoke(content, ["check", str(folder), "--json"])

    assert (checked.exit_code, json.loads(checked.output)) == (0, [])


@pytest.mark.parametrize("command", ["check", "load"])
@pytest.mark.parametrize("wrong", ["nowhere", "content/courses/smu-101/quiz.md", "empty"])
def test_a_wrong_path_is_wrong_use(run, tmp_path, folder, command, wrong):
    (tmp_path / "empty").mkdir()

    assert run(command, tmp_path / wrong).exit_code == 2


@each_spoiler
def test_the_site_serves_the_last_good_content(run, session, page_of, folder, spoiler):
    assert run("load", folder).exit_code == 0
    reader = page_of(people.employee(session))
    before = get_catalog(session)
    spoiler[1](folder)

    loaded = run("load", folder)

    assert loaded.exit_code == 1
    assert FINDING.search(loaded.output) is not None
    assert get_catalog(session) is before
    assert list_findings(session) != []
    reader.get("/courses/smu-101/three-hats/")


def test_loading_twice_changes_nothing(run, session, folder):
    first = run("load", folder)
    facts = session.query(Fact).count()

    second = run("load", folder)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "Live now: five-principles (version 1), linkedin (version 1), smu-101 (version 1)" in first.output
    assert second.output == (
        "Unchanged: five-principles, linkedin, smu-101, smu-110, smu-130, cert-enthusiast\n"
        "Loaded with no findings.\n"
    )
    assert session.query(Fact).count() == facts


def test_a_change_declared_too_low_is_refused_and_the_old_stays(run, session, folder):
    run("load", folder)
    replaced(folder, COURSE, "pass_mark: 80", "pass_mark: 60")
    replaced(folder, COURSE, "level: clarify", "level: typo")

    refused = run("load", folder)

    assert refused.exit_code == 1
    assert f"{folder / COURSE}:1:1: change-level-too-low" in refused.output
    assert get_catalog(session).course("smu-101").pass_mark == 80


def test_a_load_as_json_tells_what_it_did(run, folder):
    run("load", folder)
    replaced(folder, "policies/five-principles.md", "\n---\n", "\n---\n\n")
    replaced(folder, COURSE, "attempts: 3", "attempts: 0")

    told = json.loads(run("load", folder, "--json").output)

    assert told["unchanged"] == ["linkedin", "smu-110", "smu-130", "cert-enthusiast"]
    assert told["live"] == ["five-principles (version 2)"]
    assert [finding["path"] for finding in told["findings"]] == [str(folder / COURSE)]
    assert told["absent"] == []


def test_the_start_loads_what_is_good_and_says_the_rest_aside(app, session, settings, now, folder, capsys):
    SPOILERS["bad YAML"][1](folder)

    load_at_start(settings.model_copy(update={"content_folder": folder}))

    said = capsys.readouterr()
    assert said.out == "Content: 5 new or changed, 0 as they were.\n"
    assert f"{folder / COURSE}:" in said.err
    assert list(get_catalog(session).courses) == ["smu-110", "smu-130"]


def test_the_start_goes_on_without_a_content_folder(app, session, settings, now, tmp_path, capsys):
    load_at_start(settings.model_copy(update={"content_folder": tmp_path / "gone"}))

    assert "The catalog stays as it was." in capsys.readouterr().err


def test_a_folder_under_git_is_loaded_with_its_commit(session, folder, now):
    git = ["git", "-c", "user.name=Amara", "-c", "user.email=amara@larkenfield.example"]
    subprocess.run([*git, "init", "-q"], cwd=folder, check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "First"], cwd=folder, check=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True)

    found = services.read_content(folder)
    with work.transaction(session):
        services.load_content(session, found, by=COMMAND, now=now)

    assert get_catalog(session).version_of_course("smu-101").commit == head.stdout.strip()


def test_without_git_a_folder_is_loaded_all_the_same(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")

    assert services.find_commit(folder) is None
