"""Whatever stands in a folder, the checker says what is wrong and goes on."""

import shutil
from datetime import date

import pytest
from hypothesis import strategies as st

from tests.fuzzing import fuzz
from university.base import resources
from university.engines.catalog import check
from university.engines.catalog.fix import plan

TODAY = date(2026, 11, 22)

LINES = (
    *(
        "---\n",
        "title: A\n",
        "title: [\n",
        "summary: {a: b}\n",
        "minutes: -1\n",
        "minutes: nine\n",
        "quiz: 3\n",
    ),
    *(
        "quiz: {pass_mark: 101}\n",
        "modules:\n",
        "  - title: X\n",
        "    lessons: [a, b]\n",
        "owners: [LG-0011]\n",
    ),
    *(
        "review_by: 2027-13-40\n",
        "change: {level: huge}\n",
        "&a [*a]\n",
        "!!python/object:os.system x\n",
        "\t- x\n",
    ),
    *(
        "## Question {#a lesson=b}\n",
        "- [x] Yes\n",
        "  Because.\n",
        "- [ ] No\n",
        "![](../../x.png)\n",
        "\x00",
        "\ufeff",
    ),
)
FILES = st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=25).map("".join)


@pytest.mark.fuzz
def test_no_file_of_a_course_breaks_the_checker(tmp_path):
    course = tmp_path / "courses" / "smu-101"
    shutil.copytree(resources.folder("content") / "courses" / "smu-101", course)

    def holds(drawn):
        name, text = drawn
        (course / name).write_text(text, encoding="utf-8", errors="replace", newline="")
        for finding in check(tmp_path, today=TODAY):
            assert (finding.message, finding.mend) != ("", "")
            assert finding.line >= 1
        plan(tmp_path)

    names = st.sampled_from(["course.md", "quiz.md", "three-hats.md", "extra.md"])
    print(f"{fuzz(st.tuples(names, FILES), holds, share=0.3)} files")
