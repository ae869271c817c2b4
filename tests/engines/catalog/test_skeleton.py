"""A new course begins with files that the checker takes as they are."""

from datetime import date

import pytest

from university.engines.catalog import read_catalog
from university.engines.catalog.model import Severity
from university.engines.catalog.skeleton import skeleton


@pytest.mark.parametrize(
    ("title", "owner", "today"),
    [
        ("Answer in public", "LG-0011", date(2026, 11, 22)),
        ('"Quoted": a title # with signs — é', "0011", date(2028, 2, 29)),
        ("{braces} {0} %s \\", "1e5", date(2026, 1, 31)),
    ],
    ids=["plain", "signs and a leap day", "braces"],
)
def test_a_skeleton_passes_the_checker_and_keeps_title_and_owner(tmp_path, title, owner, today):
    folder = tmp_path / "courses" / "smu-900"
    folder.mkdir(parents=True)
    for name, text in skeleton("smu-900", title, owner, today).items():
        (folder / name).write_text(text, encoding="utf-8")

    reading = read_catalog(folder)

    assert [str(finding) for finding in reading.findings if finding.severity is Severity.ERROR] == []
    course = reading.catalog.courses["smu-900"]
    assert (course.title, course.owners) == (title, (owner,))
    assert course.review_by.year == today.year + 1
