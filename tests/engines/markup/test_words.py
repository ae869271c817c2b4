"""Words that are explained: definition lists and abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.markup import parse, render
from university.engines.markup.blocks import Asked, split

FTC = '<abbr title="Federal Trade Commission">FTC</abbr>'
FIRST = '<abbr title="Federal Trade Commission" class="abbr__first">FTC</abbr>'
LINE = "*[FTC]: Federal Trade Commission"


def html_of(text):
    html, flaws = render(text)
    assert flaws == ()
    return html


def codes(text):
    return [(flaw.code, flaw.line) for flaw in parse(text).flaws]


def test_a_term_and_its_definitions():
    assert html_of("Remark\n: Nothing is *broken*.\n: Let it stand.\n\nComplaint\n: Something is.\n") == (
        "<dl>\n<dt>Remark</dt>\n<dd>Nothing is <em>broken</em>.</dd>\n<dd>Let it stand.</dd>\n"
        "<dt>Complaint</dt>\n<dd>Something is.</dd>\n</dl>\n"
    )


def test_a_definition_may_have_paragraphs():
    assert html_of("Crisis\n\n: One.\n\n  Two.\n") == (
        "<dl>\n<dt>Crisis</dt>\n<dd>\n<p>One.</p>\n<p>Two.</p>\n</dd>\n</dl>\n"
    )


@pytest.mark.parametrize("text", ["At 16:40\n:-) we smiled", "a\n:b"], ids=["a face", "no blank"])
def test_a_colon_in_the_flow_of_words_defines_nothing(text):
    assert "<dl>" not in html_of(text)


def test_each_use_is_explained_and_the_first_is_told_apart():
    assert html_of(f"The FTC says. Ask the FTC.\n\n{LINE}") == f"<p>The {FIRST} says. Ask the {FTC}.</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{LINE}\n\nThe FTC",
        f"{LINE}\nThe FTC",
        f"The FTC\n{LINE}",
        f"> {LINE}\n\nThe FTC",
        f"- x\n\n  {LINE}\n\nThe FTC",
    ],
    ids=["above", "right above", "right below", "in a quote", "in a list"],
)
def test_the_explaining_line_may_stand_anywhere(text):
    assert f"The {FIRST}" in html_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FTC's and (FTC)", f"{FIRST}'s and ({FTC})"),
        ("**FTC**", f"<strong>{FIRST}</strong>"),
        (
            "[FTC](https://ftc.example)",
            f'<a href="https://ftc.example" rel="noopener noreferrer">{FIRST}</a>',
        ),
        ("FTC, `FTC`", f"{FIRST}, <code>FTC</code>"),
        ("FTC, FTCs, aFTC, ftc", f"{FIRST}, FTCs, aFTC, ftc"),
    ],
    ids=["punctuation", "bold", "link", "code", "other words"],
)
def test_only_the_whole_word_outside_code_is_explained(text, expected):
    assert html_of(f"{text}\n\n{LINE}") == f"<p>{expected}</p>\n"


def test_the_longest_of_two_wins():
    html = html_of("FTC Act and FTC\n\n*[FTC Act]: a law\n*[FTC]: its office")

    assert [piece.partition('"')[0] for piece in html.split('title="')[1:]] == ["a law", "its office"]


def test_signs_may_belong_to_an_abbreviation():
    assert html_of("R&D\n\n*[R&D]: research").count("R&amp;D</abbr>") == 1


def test_explanations_reach_headings_and_questions():
    asked = next(
        block
        for block in split(
            parse(f"## What does the FTC ask? {{#ask}}\n- [x] FTC\n  The FTC.\n- [ ] b\n\n{LINE}")
        )
        if isinstance(block, Asked)
    )

    assert asked.stem == f"What does the {FIRST} ask?"
    assert (asked.heading.text, asked.heading.anchor) == ("What does the FTC ask?", "section-ask")
    assert (asked.answers[0].text, asked.answers[0].feedback) == (FTC, f"The {FTC}.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FTC\n\n*[FTC]:", ("abbreviation-empty", 3)),
        (f"FTC\n\n{LINE}\n*[FTC]: other", ("abbreviation-twice", 4)),
        (f"x\n\n{LINE}", ("abbreviation-unused", 3)),
        (f"`FTC`\n\n{LINE}", ("abbreviation-unused", 3)),
    ],
)
def test_an_explanation_that_explains_nothing_is_told(text, expected):
    assert codes(text) == [expected]


@pytest.mark.parametrize(
    "text", ["    *[a]: b", "*[a\\]: b", "*[]: b", "* [a]: b"], ids=["code", "escaped", "empty", "list"]
)
def test_what_only_looks_like_an_explanation_stays(text):
    assert codes(text) == []


@given(st.lists(st.sampled_from(["FTC", "FTC Act", "a", " ", "-", "&", "\n", "_"]), max_size=20).map("".join))
def test_no_word_is_lost(text):
    plain, _ = render(text)
    explained, _ = render(f"{text}\n\n{LINE}\n*[FTC Act]: a law\n*[a]: b")

    assert _words(explained) == _words(plain)


def _words(html):
    return "".join(piece.partition(">")[2] for piece in f">{html}".split("<"))
