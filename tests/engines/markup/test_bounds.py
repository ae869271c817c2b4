"""Hostile input costs bounded time and never an exception."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from university.engines.markup import clean, parse, render
from university.engines.markup.blocks import split
from university.engines.markup.parse.parser import build
from university.engines.markup.parse.references import leave_as_is
from university.engines.markup.parse.sheet import Sheet
from university.engines.markup.passages import read_passages

SECONDS = 5
MARKS = "#>-*_[]()!`~|:{}^ \n\tab1.\\<&;x=\"'"
ADDRESSES = [
    *("http:", "https://", "HTTPS://", "mailto:", "ftp://", "//", "://", ":", "httpſ://"),
    *("a.example", "a@b.example", "10.0.0.1", "smu-101.md", "/x?y=1", "&colon;", "&#58;", "\\"),
    *("[", "](", ")", "<", ">", "*", "_", "`", "~~", " ", "\n", "x"),
]
NESTED = {
    "quotes": ">" * 40_000 + " x",
    "quotes and blanks": "> " * 20_000 + "x",
    "lists": "- " * 20_000 + "x",
    "stairs": "\n".join("  " * depth + "- x" for depth in range(200)),
    "emphasis": "*" * 20_000 + "a" + "*" * 20_000,
    "stars and words": "*a **b " * 5_700,
    "brackets": "[" * 40_000,
    "pictures": "![" * 20_000,
    "links in links": "[a](b " * 6_600,
    "backticks": "".join("`" * length + " " for length in range(280)),
    "tags": "<b>" * 13_000,
    "open tags": "<a b" * 10_000,
    "entities": "&lt;" * 10_000,
    "open addresses": "http://" * 5_700,
    "addresses": "https://a.b/( " * 2_800,
    "mail addresses": "mailto:a@b " * 3_600,
    "boxes": "::: task\n" * 4_400,
    "footnotes": "[^a]" * 10_000 + "\n\n[^a]: x",
    "strike": "~~a" * 13_000,
    "columns": "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n",
    "rows": "|a|\n|-|\n" + "|x|\n" * 10_000,
    "definitions": "[a]: b\n" * 5_700,
    "braces": "## " + "{" * 40_000,
    "boxes of tasks": "- [ ] a\n" * 5_000,
    "terms": "a\n: b\n\n" * 5_000,
    "terms in terms": ": " * 20_000 + "x",
    "stairs of terms": "\n".join("  " * depth + "a\n" + "  " * depth + ": b" for depth in range(150)),
    "abbreviations": "".join(f"*[a{number}]: b\n" for number in range(2_800)) + "a " * 1_000,
    "one abbreviation": "*[a]: b\n\n" + "a " * 20_000,
    "long abbreviations": "".join(f"*[{'a ' * length}b]: c\n" for length in range(19)) + "a " * 19_000,
    "embeds": "::: embed\n[a](https://b.example)\n:::\n" * 1_000,
    "downloads": "::: download\n[a](b.pdf)\n:::\n" * 1_200,
    "code": "```json\n" + "{" * 40_000 + "\n```",
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED.keys())
def test_40_kb_of_nesting_is_done_soon_or_refused(text):
    start = time.process_time()

    render(text)

    assert time.process_time() - start < SECONDS


@given(st.lists(st.sampled_from(ADDRESSES), max_size=10).map("".join))
@example("a" * 18 + "[HTTPS://http:http://")
def test_any_mix_of_addresses_can_be_parsed(text):
    split(parse(text))


@given(st.lists(st.sampled_from(ADDRESSES), max_size=10).map("".join))
def test_no_address_is_missed_for_the_sake_of_speed(text):
    slow = build()
    slow.linkify.pretest = lambda _: True

    assert _html(build(), text) == _html(slow, text)


def _html(parser, text):
    return parser.render(text, {"sheet": Sheet(lines=text.splitlines(), first_line=1, resolve=leave_as_is)})


@given(st.text(max_size=2_000))
def test_any_text_can_be_parsed(text):
    split(parse(text))


@given(st.text(alphabet=MARKS, max_size=400))
def test_any_mix_of_marks_can_be_parsed(text):
    split(parse(text))


@given(st.text(alphabet=MARKS, max_size=400), st.integers(1, 50))
def test_every_flaw_lies_inside_its_text(text, first_line):
    lines = range(first_line, first_line + text.count("\n") + 1)

    assert all(flaw.line in lines and flaw.column >= 1 for flaw in parse(text, first_line=first_line).flaws)


@given(st.text(alphabet=MARKS, max_size=300))
def test_what_was_cleaned_once_is_clean(text):
    html, _ = render(text)

    assert clean(html) == html


@pytest.mark.parametrize("text", ["> ::: embed\n> ", "> ::: task\n>", "- ::: task\n  ", ":::", "> :::"])
def test_a_box_that_breaks_off_at_the_end_of_the_text_is_a_flaw_and_no_crash(text):
    read_passages(text)

    assert parse(text).flaws


def test_a_footnote_inside_another_is_a_flaw_and_no_crash():
    text = "[^1]: - [^1]: "
    read_passages(text)

    assert {flaw.code for flaw in parse(text).flaws} == {"footnote-nested"}
