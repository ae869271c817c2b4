"""`university content diff` and `university content impact`, as an author types them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import content as made
from university.courses import queries as courses
from university.courses.models import ContentKind
from university.engines.catalog import read_catalog

NAME = "smu-110"


@pytest.fixture
def edited(folder, tmp_path):
    """A copy of the content in which one course says something else."""
    copy = Path(shutil.copytree(folder, tmp_path / "edited"))
    front = copy / "courses" / NAME / "course.md"
    front.write_text(
        front.read_text()
        .replace("pass_mark: 80", "pass_mark: 90")
        .replace("Two more quiz questions", "Stricter")
    )
    return copy


def test_two_folders_are_compared_as_readers_see_them(run, folder, edited):
    result = run("diff", folder, edited)

    assert result.exit_code == 1
    assert result.output == "# Say who you work for (smu-110)\n- Pass mark: 80%\n+ Pass mark: 90%\n"


def test_the_same_folder_twice_does_not_differ(run, folder):
    result = run("diff", folder, folder)

    assert (result.exit_code, result.output) == (0, "Readers see no difference.\n")


def test_two_folders_need_no_database(folder, edited):
    command = [sys.executable, "-m", "university.cli", "content", "diff", str(folder), str(edited)]
    told = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"UNIVERSITY_DATABASE_URL": "nowhere://"}
    )

    assert (told.returncode, told.stderr) == (1, "")
    assert "+ Pass mark: 90%" in told.stdout


def test_a_file_narrows_a_course_to_what_stands_in_it(run, folder, edited):
    quiz, front = (Path("courses", NAME, name) for name in ("quiz.md", "course.md"))

    assert run("diff", folder / quiz, edited / quiz).exit_code == 0
    assert run("diff", folder / front, edited / front).exit_code == 1


def test_versions_are_named_by_number_by_live_and_by_digest(run, session, now, folder, edited):
    for place in (folder, edited):
        made.live(session, read_catalog(place).catalog.courses[NAME])
    new, old = courses.list_versions(session, ContentKind.COURSE, NAME)

    for before, after in (
        (f"{NAME}@1", f"{NAME}@live"),
        (old.digest[:12], new.digest[:12]),
        (f"{NAME}@1", edited),
    ):
        result = run("diff", before, after)
        assert (result.exit_code, "+ Pass mark: 90%" in result.output) == (1, True)


def test_json_gives_the_difference_as_values(run, folder, edited):
    (told,) = json.loads(run("diff", folder, edited, "--json").output)

    assert (told["kind"], told["slug"]) == ("course", NAME)
    assert told["rules"] == [{"name": "Pass mark", "before": "80%", "after": "90%"}]


def test_one_policy_is_compared_by_its_file(run, folder, edited):
    policy = Path("policies/five-principles.md")
    (edited / policy).write_text((edited / policy).read_text() + "\n\nA sixth one.\n")

    result = run("diff", folder / policy, edited / policy)

    assert (result.exit_code, result.output.splitlines()[-1]) == (1, "+ A sixth one.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere", "nowhere"), "neither a folder, nor a file, nor a version"),
        ((f"{NAME}@9", f"{NAME}@live"), "There is no such version"),
        (("abcdef123456", "abcdef123456"), "There is no such version"),
    ],
    ids=["no such place", "no such number", "no such digest"],
)
def test_what_is_not_there_is_wrong_use(run, words, said):
    result = run("diff", *words)

    assert result.exit_code == 2
    assert said in result.output


def test_a_course_that_needs_mending_is_not_compared(run, folder, edited):
    (edited / "courses" / NAME / "quiz.md").write_text("---\ncourse: smu-110\n---\n## What?\n")

    result = run("diff", folder / "courses" / NAME, edited / "courses" / NAME)

    assert result.exit_code == 2
    assert "cannot be compared" in result.output


def test_a_course_and_a_policy_are_not_compared(run, folder):
    result = run("diff", folder / "courses" / NAME, folder / "policies/five-principles.md")

    assert (result.exit_code, "things of two kinds" in result.output) == (2, True)


def test_the_impact_of_a_load_is_told_before_it(run, session, now, folder, edited):
    made.live(session, *read_catalog(folder).catalog.courses.values())

    result = run("impact", edited)

    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Say who you work for (smu-110)",
        "  It becomes version 2, declared clarify (at least clarify).",
        "  Completions that stay valid: 0.",
        "  People in the middle of it who go on in the new version: 0.",
    ]
    (told,) = json.loads(run("impact", edited, "--json").output)
    assert (told["course"], told["number"], told["why"]) == (NAME, 2, ["the pass mark went from 80 to 90"])


def test_a_load_that_would_be_refused_is_told_with_its_reason(run, session, now, folder, edited):
    made.live(session, *read_catalog(folder).catalog.courses.values())
    front = edited / "courses" / NAME / "course.md"
    front.write_text(front.read_text().replace("level: clarify", "level: typo"))

    result = run("impact", edited)

    assert result.exit_code == 1
    assert (
        "Is not loaded: This version calls itself a typo, but the pass mark went from 80 to 90."
        in result.output
    )


def test_a_folder_as_it_is_live_changes_nothing(run, session, now, folder):
    made.live(session, *read_catalog(folder).catalog.courses.values())

    result = run("impact", folder)

    assert (result.exit_code, result.output) == (
        0,
        "Every course is as its live version. A load would change nothing.\n",
    )
