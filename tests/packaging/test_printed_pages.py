"""The pages that are printed from the code are those of this code."""

import json
import re

import pytest

from tests import printed_pages
from university.engines.catalog.rulebook import RULES
from university.engines.catalog.schema import KINDS, schema_of

PAGES = printed_pages.pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_printed_page_is_current(page):
    assert page.read_text(encoding="utf-8") == PAGES[page], "run: python -m tests.printed"


def test_every_code_has_an_anchor_of_its_own():
    page = re.sub(r"^````.*?^````$", "", PAGES[printed_pages.CHECKS], flags=re.MULTILINE | re.DOTALL)
    anchors = re.findall(r"^### (.+)$", page, re.MULTILINE)

    assert sorted(anchors) == sorted(RULES)


def test_no_schema_file_is_left_over():
    assert set(printed_pages.SCHEMAS.iterdir()) == {path for path in PAGES if path.suffix == ".json"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind):
    schema = schema_of(kind)
    groups = [schema, *schema.get("$defs", {}).values()]

    keys = [(name, part) for group in groups for name, part in group.get("properties", {}).items()]

    assert [name for name, part in keys if not part.get("description", "").endswith(".")] == []
    assert json.loads(json.dumps(schema)) == schema
