"""Rules that a search can check; who imports whom is checked by import-linter, see pyproject.toml."""

import ast
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = (
    "university",
    "templates",
    "tests",
    "bench",
    "tools",
    "docs",
    "README.md",
    "CONTRIBUTING.md",
    "Makefile",
    ".ci/run",
)
READ = {".py", ".html", ".txt", ".md", ".js", ".css", ".toml", ".yml", ".mako"}
CALLED_BY_LIBRARIES = {
    "bind_field",
    "get_id",
    "pretest",
    "process_bind_param",
    "process_result_value",
    "validateLink",
}
INSTALLED = ROOT / "university" / "static" / "vendor"


def paths(*places: str, kinds: set[str] = READ) -> list[Path]:
    """Give the files in these folders of one of these kinds, and the files that are named themselves."""
    named = [ROOT / place for place in places if (ROOT / place).is_file()]
    found = (path for place in places for path in sorted((ROOT / place).rglob("*")))
    return named + [path for path in found if path.suffix in kinds and INSTALLED not in path.parents]


def hits(pattern: str, *folders: str, kinds: set[str] = READ) -> list[str]:
    """Give `path: line` for each line that matches, this file apart."""
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in paths(*folders, kinds=kinds)
        if path != Path(__file__)
        for line in path.read_text(encoding="utf-8").splitlines()
        if wanted.search(line)
    ]


def outside(found: list[str], *homes: str) -> list[str]:
    return [hit for hit in found if not hit.startswith(homes)]


def test_only_the_unit_of_work_begins_and_commits():
    found = hits(r"\.(begin|begin_nested|commit|rollback)\(|BEGIN IMMEDIATE\"", "university", kinds={".py"})

    # The engine tells the driver how to begin; migrations run before there is any use case.
    homes = ("university/storage/work.py", "university/storage/engine.py", "university/storage/migrat")
    assert outside(found, *homes) == []


def test_only_one_place_lets_people_in():
    opened = hits(r"\bSignIn\(|_user_id=", "university", kinds={".py"})

    # The class itself; the service that asks who may enter; the door that gives the browser its session.
    homes = ("models.py", "services/entering.py", "views/entering.py")
    assert outside(opened, *(f"university/people/{home}" for home in homes)) == []


def test_only_cleaned_html_is_marked_safe():
    marked = hits(r"\|\s*safe\b|autoescape\s+(false|off)|Markup\(", "templates", "university")

    assert outside(marked, "university/engines/markup/", "university/web/fragments.py") == []


def test_only_one_module_follows_an_address_that_a_person_gave():
    # A door redirects to what it or a function of its room made by `url_for`, never to what the request said.
    targets = hits(r"\bredirect\((\s*request\.|(?!\s*[\w.]+\())", "university", kinds={".py"})
    asked = hits(
        r"request\.referrer|\.(args|form|values|cookies)(\.get\(|\[)[\"'](next|target|return_to)[\"']",
        "university",
        kinds={".py"},
    )

    assert outside(targets, "university/web/redirects.py") == []
    assert outside(asked, "university/web/redirects.py") == []


def test_nothing_is_left_to_do():
    assert hits(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError", *OURS) == []


def test_a_silenced_check_names_its_code_and_reason():
    silenced = hits(
        r"#\s*(noqa|type:\s*ignore|nosec|pragma: no)", "university", "tests", "bench", "tools", kinds={".py"}
    )

    assert [hit for hit in silenced if not re.search(r"(noqa: |ignore\[|nosec |no )\S.* -- \S", hit)] == []


def test_no_file_names_a_folder_of_one_machine():
    assert hits(r"(?<![\w.])/(home|Users|root|work)/\w", *OURS) == []


def test_every_module_is_named_for_what_it_is():
    homeless = re.compile(r"^(utils?|helpers?|common|misc|shared)$")

    found = paths("university", "tests", "bench", kinds={".py"})
    assert [str(path.relative_to(ROOT)) for path in found if homeless.match(path.stem)] == []


def test_templates_name_the_blocks_they_end_and_carry_no_script_or_style():
    html = {"kinds": {".html"}}

    assert hits(r"{%-?\s*endblock\s*-?%}", "templates", **html) == []
    inline = hits(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:", "templates", **html)
    # A mail may fetch nothing, so its sheet is inside; what it must not hold, its own tests look for.
    assert outside(inline, "templates/outbox/mail/") == []


@pytest.mark.parametrize(
    "path", paths("templates", kinds={".html"}), ids=lambda path: str(path.relative_to(ROOT))
)
def test_templates_stay_under_120_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 120


def test_everything_written_is_used_by_more_than_its_tests():
    read = paths("university", "templates", kinds={".py", ".html", ".txt", ".ics"})
    words = Counter(word for path in read for word in re.findall(r"\w+", path.read_text(encoding="utf-8")))

    unused = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in paths("university", kinds={".py"})
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        # What is decorated is registered somewhere; what has double underscores is called by Python.
        if words[node.name] == 1 and not node.decorator_list and not node.name.startswith("__")
        if node.name not in CALLED_BY_LIBRARIES
    ]
    assert unused == []


def test_nothing_third_party_is_committed():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)

    unwelcome = re.compile(
        r"(^|/)(node_modules|vendor|\.venv|dist)/|\.(woff2?|ttf|otf|whl)$|\.min\.(js|css)$"
    )
    assert [path for path in listed.stdout.splitlines() if unwelcome.search(path)] == []
