"""Every example of the CommonMark data, against our parser with HTML let through for this test only."""

import re
from pathlib import Path

import pytest

from university.engines.markup import clean, render
from university.engines.markup.parse.parser import build
from university.engines.markup.parse.references import leave_as_is
from university.engines.markup.parse.sheet import Sheet

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "node_modules" / "commonmark-spec" / "spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
OPENING, PLAIN = '<pre class="code" tabindex="0">', "<pre>"

UNKNOWN_LANGUAGE = "only the languages that we color are named; the code is the same"
EMPTY_QUOTE = "an empty quote has no line break inside"
BARE_ADDRESS = "a whole bare address becomes a link, as on GitHub"
DIFFERENT = {
    24: ('<pre><code class="language-foo+bar">', "<pre><code>", UNKNOWN_LANGUAGE),
    34: ('<pre><code class="language-föö">', "<pre><code>", UNKNOWN_LANGUAGE),
    142: ('<pre><code class="language-ruby">', "<pre><code>", UNKNOWN_LANGUAGE),
    143: ('<pre><code class="language-ruby">', "<pre><code>", UNKNOWN_LANGUAGE),
    144: ('<pre><code class="language-;">', "<pre><code>", UNKNOWN_LANGUAGE),
    146: ('<pre><code class="language-aa">', "<pre><code>", UNKNOWN_LANGUAGE),
    218: ("<blockquote>\n</blockquote>", "<blockquote></blockquote>", EMPTY_QUOTE),
    239: ("<blockquote>\n</blockquote>", "<blockquote></blockquote>", EMPTY_QUOTE),
    240: ("<blockquote>\n</blockquote>", "<blockquote></blockquote>", EMPTY_QUOTE),
    602: (
        "https://foo.bar/baz bim",
        '<a href="https://foo.bar/baz">https://foo.bar/baz</a> bim',
        BARE_ADDRESS,
    ),
    608: ("https://foo.bar", '<a href="https://foo.bar">https://foo.bar</a>', BARE_ADDRESS),
    611: ("https://example.com", '<a href="https://example.com">https://example.com</a>', BARE_ADDRESS),
}


def read_examples():
    examples, _, _ = DATA.read_text(encoding="utf-8").replace("→", "\t").partition("<!-- END TESTS -->")
    return EXAMPLE.findall(examples)


EXAMPLES = [
    pytest.param(number, *example, id=f"example {number}")
    for number, example in enumerate(read_examples(), start=1)
]


@pytest.fixture(scope="module")
def parser():
    return build(has_html=True)


def test_the_data_holds_all_examples():
    assert len(EXAMPLES) == 652


@pytest.mark.parametrize(("number", "text", "html"), EXAMPLES)
def test_the_parser_draws_what_commonmark_says(parser, number, text, html):
    sheet = Sheet(lines=text.splitlines(), first_line=1, resolve=leave_as_is)
    expected = html.replace(" />", ">")
    if number in DIFFERENT:
        theirs, ours, _reason = DIFFERENT[number]
        expected = expected.replace(theirs, ours)

    drawn = parser.render(text, {"sheet": sheet})

    assert drawn.replace(OPENING, PLAIN).replace(" />", ">") == expected


@pytest.mark.parametrize("number", DIFFERENT)
def test_each_difference_is_still_one(number):
    _, _, html = EXAMPLES[number - 1].values
    theirs, ours, reason = DIFFERENT[number]

    assert html.replace(theirs, ours) != html
    assert reason


@pytest.mark.parametrize(("_number", "text", "_html"), EXAMPLES)
def test_every_example_comes_out_clean(faults, _number, text, _html):
    html, _ = render(text)

    assert faults(html) == []
    assert clean(html) == html
