"""Boxes that hold links: files to keep, and places on other sites."""

import pytest

from tests.engines.markup.targets import STORED, resolve
from university.engines.markup import parse, render
from university.engines.markup.parse.offers import size_in_words


def html_of(text):
    html, flaws = render(text, resolve=resolve)
    assert flaws == ()
    return html


def codes(text):
    return [(flaw.code, flaw.line) for flaw in parse(text, resolve=resolve).flaws]


def test_a_download_says_its_name_kind_and_size():
    assert html_of("::: download\n[The checklist](file.pdf)\n:::") == (
        '<div class="download">\n<p class="box__title">To keep</p>\n'
        f'<p><a href="{STORED}/file.pdf">The checklist</a> '
        '<span class="download__facts">file.pdf, PDF, 85 kB</span></p>\n</div>\n'
    )


def test_a_download_box_takes_a_list_and_words_around_it():
    html = html_of("::: download\nFor your wall:\n\n- [One](file.pdf)\n- [Two](table.csv)\n:::")

    assert html.count("download__facts") == 2
    assert "table.csv, table as CSV, 1 kB" in html


@pytest.mark.parametrize(
    "inside",
    [
        "Only words.",
        "[A page](page.md)",
        "[One](file.pdf) and [a site](https://x.example)",
        "[A film](film.webm)",
    ],
    ids=["no link", "a page", "another site", "a film"],
)
def test_a_download_box_holds_files_of_the_course_only(inside):
    assert ("download-shape", 2) in codes(f"\n::: download\n{inside}\n:::")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (1_000, "1 kB"),
        (84_001, "85 kB"),
        (999_000, "999 kB"),
        (999_001, "1.0 MB"),
        (1_000_001, "1.1 MB"),
        (12_340_000, "12.4 MB"),
    ],
)
def test_a_size_is_never_said_smaller_than_it_is(size, words):
    assert size_in_words(size) == words


def test_an_embed_is_a_link_that_names_its_host():
    assert html_of("::: embed\n[A film](https://videos.example/embed/42)\n:::") == (
        '<div class="embed">\n<p class="box__title">On another site</p>\n'
        '<p><a href="https://videos.example/embed/42" rel="noopener noreferrer">A film</a></p>\n'
        '<p class="embed__host">From videos.example. Nothing is asked of that site before you say so.</p>\n'
        "</div>\n"
    )


@pytest.mark.parametrize(
    "inside",
    [
        "Only words.",
        "[A page](page.md)",
        "[A film](http://videos.example/42)",
        "[One](https://a.example) [two](https://b.example)",
        "See [a film](https://videos.example/42)",
        "[A film](https://videos.example/42)\n\nAnd words.",
        "- [A film](https://videos.example/42)",
        "[A film](javascript:alert(1))",
    ],
    ids=[
        "no link",
        "own page",
        "not encrypted",
        "two links",
        "words before",
        "words below",
        "a list",
        "script",
    ],
)
def test_an_embed_box_holds_one_link_to_another_site_and_nothing_else(inside):
    assert ("embed-shape", 1) in codes(f"::: embed\n{inside}\n:::")


@pytest.mark.parametrize("name", ["posts", "task", "takeaway", "reflection", "download", "embed"])
def test_words_behind_the_name_of_a_box_are_not_lost_in_silence(name):
    assert ("box-words", 1) in codes(f"::: {name} Some words\n\n:::")


def test_a_reflection_asks_for_nothing_but_a_thought():
    assert html_of("::: reflection\nWhen did you last wait?\n:::") == (
        '<div class="reflection">\n<p class="box__title">Think it over</p>\n'
        "<p>When did you last wait?</p>\n</div>\n"
    )
