"""Whatever one folder holds, only its own course is out, its authors are told, and the others never notice."""

import resource
import time

import pytest

from tests.engines.catalog.hostile.bending import FILES, SLUG
from tests.engines.catalog.hostile.cases import CASES
from university.engines.catalog import read_catalog

SECONDS = 5.0
MEGABYTES = 200
LARGEST_MESSAGE = 1_000


@pytest.fixture
def bent(request, tree):
    """A catalog with one course bent by this case; whatever it was made of can be taken away again."""
    course = tree.root / "courses" / SLUG
    course.mkdir()
    for name, text in FILES.items():
        (course / name).write_text(text)
    request.param.bend(course)
    yield course
    course.chmod(0o755)


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_a_course_that_nobody_bent_is_good(tree):
    for name, text in FILES.items():
        tree.write(f"courses/{SLUG}/{name}", text)

    assert (tree.read().findings, SLUG in tree.read().catalog.courses) == ((), True)


@pytest.mark.parametrize(
    ("bent", "case"), [pytest.param(case, case, id=case.name) for case in CASES], indirect=["bent"]
)
def test_a_hostile_course_harms_nobody_else(bent, case, tree):
    before, began = peak(), time.process_time()
    reading = tree.read()
    took, grown = time.process_time() - began, peak() - before
    catalog, findings = reading.catalog, reading.findings

    assert catalog.courses.keys() - {SLUG} == {"smu-110"}
    assert (catalog.policies.keys(), catalog.certifications.keys()) == (
        {"five-principles"},
        {"cert-enthusiast"},
    )
    assert {finding.path.split("/")[1] for finding in findings} <= {SLUG}
    assert case.is_harmless or (SLUG not in catalog.courses and findings)
    assert SLUG in catalog.courses or findings
    assert all(f"{finding}".isprintable() and len(f"{finding}") < LARGEST_MESSAGE for finding in findings)
    assert took < SECONDS
    assert grown < MEGABYTES


@pytest.mark.parametrize("bent", [case for case in CASES if case.name == "a link to the root"], indirect=True)
def test_a_hostile_folder_is_left_alone_too_once_it_was_seen(bent, tree):
    first = read_catalog(tree.root)
    again = read_catalog(tree.root, seen=first.seen)

    assert again.findings == first.findings
    assert (bent / "more").is_symlink()
