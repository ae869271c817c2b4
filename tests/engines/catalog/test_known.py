"""Names that a lesson cannot have, since something else stands at its address."""

import pytest


@pytest.mark.parametrize("name", ["changes"])
def test_a_lesson_does_not_take_the_address_of_a_page_that_every_course_has(tree, name):
    tree.write(f"courses/smu-110/{name}.md", (tree.root / "courses/smu-110/first-line.md").read_text())
    tree.edit("courses/smu-110/course.md", "[first-line]", f"[first-line, {name}]")

    found = [(finding.code, finding.path) for finding in tree.read().findings]

    assert ("name-form", f"courses/smu-110/{name}.md") in found
