"""Markdown in the styles of other course repositories: all of it is drawn, and what is told helps."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from university.engines.catalog import check
from university.engines.markup import clean, parse, render
from university.engines.markup.blocks import split

FOLDER = Path(__file__).parent / "foreign"
FRONT = re.compile(r"(---|\+\+\+)\n.*?\n\1\n", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
NOT_WORDS = re.compile(
    r"(?<=\])\([^)]*\.(?:svg|png)\)"  # where a picture lies
    r"|\[\^\w+\]"  # the name of a footnote
    r"|(?<=```)\w+$|(?<=~~~)\w+ \{.*\}$"  # the language of code
    r"|^\*\[RT\].*$",  # told as unused
    re.MULTILINE,
)
PICTURES_ELSEWHERE = {(3, "image-not-here"), (46, "image-not-here")}
TOLD = {
    "mooc": {(8, "raw-html"), (10, "heading-level"), (14, "raw-html"), (51, "raw-html"), (52, "raw-html")}
    | {(53, "raw-html"), (60, "raw-html"), (61, "raw-html"), (65, "raw-html")},
    "workshop": {(1, "heading-level"), *PICTURES_ELSEWHERE, (50, "raw-html"), (70, "raw-html")},
    "handbook": {(67, "box-unknown"), (71, "abbreviation-unused")},
}
DRAWN = {
    "mooc": [
        '<h2 id="section-week-3-listening-before-speaking">Week 3: Listening before speaking</h2>',
        '<a href="week2.md" title="Profiles">week 2</a>',
        "<li>your product's names, and how people misspell them</li>",
        "<p>This paragraph belongs to the last point,\nsince it is indented by a tab.</p>",
        "Read the case studies | take notes",
        '<a href="mailto:team@mooc.example">team@mooc.example</a>',
        "It has a second paragraph, too.",
    ],
    "workshop": [
        "Fetch the files:</p>\n<pre",
        '<code class="language-python">',
        '<span class="gd">- print(search)</span>',
        "An indented block: four spaces, as in old documents.",
        '<li class="checklist__open">I can run <code>python listen.py</code></li>',
        "<s>slowly</s>",
        '<a href="#section-troubleshooting">Troubleshooting</a>',
        "10^6^ and H~2~O",
    ],
    "handbook": [
        '<h6 id="section-weekdays">Weekdays</h6>',
        "<dd>\n<p>A place on a network that speaks for the company.</p>\n<p>Not a person's profile.</p>\n</dd>",
        "<dt>Desk</dt>",
        "<ol>\n<li>\n<p>Read the whole thread.</p>",
        '<abbr title="service level agreement" class="abbr__first">SLA</abbr>',
        "Line one of an address<br>\nLine two of an address",
        "© Handbook team — all rights &amp; duties reserved.",
        r"<code>C:\pages\answers</code>",
    ],
}


@pytest.fixture(params=sorted(TOLD))
def name(request):
    return request.param


@pytest.fixture
def source(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture
def text(source):
    """Take the front matter off, and keep the lines where they are."""
    front = FRONT.match(source)
    return "\n" * front[0].count("\n") + source[front.end() :] if front else source


def test_what_is_told_names_its_line_and_nothing_else_is_told(name, text):
    assert {(flaw.line, flaw.code) for flaw in parse(text).flaws} == TOLD[name]


def test_the_page_shows_what_the_author_meant(name, text):
    html, _ = render(text)

    assert [piece for piece in DRAWN[name] if piece not in html] == []


def test_no_word_is_lost(text):
    html, _ = render(text)
    written = NOT_WORDS.sub("", unescape(text))

    assert set(WORD.findall(written)) - set(WORD.findall(unescape(html))) == set()


def test_the_page_is_clean_and_whole(faults, text):
    html, _ = render(text)

    assert faults(html) == []
    assert clean(html) == html
    assert split(parse(text))


def test_as_a_lesson_it_is_refused_with_words_and_never_with_a_crash(name, source, tmp_path):
    course = tmp_path / "courses" / "foreign"
    course.mkdir(parents=True)
    (course / f"{name}.md").write_text(source, encoding="utf-8")

    findings = check(course, today=date(2026, 11, 22))

    assert findings
    assert all(finding.message.endswith(".") and finding.mend for finding in findings)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_the_ends_of_lines_change_nothing(text, ending):
    assert render(text.replace("\n", ending)) == render(text)
