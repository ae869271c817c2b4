"""From Markdown to HTML: what authors may write, and what they are told."""

import pytest

from university.engines.markup import parse, render
from university.engines.markup.parse.document import ReferenceKind, Target

DIGEST = "0" * 64


def resolve(reference):
    if reference.kind is ReferenceKind.IMAGE:
        return Target(address=f"/media/{DIGEST}.png", width=640, height=480)
    return Target(address="/courses/smu-110/other/")


def html_of(text):
    html, flaws = render(text, resolve=resolve)
    assert flaws == ()
    return html


def codes(text):
    return [flaw.code for flaw in parse(text).flaws]


def test_a_posts_box_draws_two_posts():
    html = html_of('::: posts\n**Bad:** "Buy it."\n\n**Better:** "I work here."\n:::')

    assert html == (
        '<div class="posts">\n'
        '<blockquote class="post post--bad">\n<p class="post__verdict">Bad post</p>\n'
        '<p>"Buy it."</p>\n</blockquote>\n'
        '<blockquote class="post post--better">\n<p class="post__verdict">Better post</p>\n'
        '<p>"I work here."</p>\n</blockquote>\n'
        "</div>\n"
    )


def test_a_posts_box_takes_quotes_as_well():
    plain = html_of("::: posts\n**Bad:** Buy\n\n**Better:** I work here\n:::")

    assert html_of("::: posts\n> **Bad:** Buy\n\n> **Better:** I work here\n:::") == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "::: scenario Mira & Dev, Facebook\nShe types.\n:::",
            (
                '<div class="scenario">\n<p class="scenario__who">Mira &amp; Dev, Facebook</p>\n'
                "<p>She types.</p>\n</div>\n"
            ),
        ),
        (
            "::: task\nTry.\n:::",
            '<div class="task">\n<p class="box__title">Your turn</p>\n<p>Try.</p>\n</div>\n',
        ),
        (
            "::: takeaway\nKeep.\n:::",
            '<div class="takeaway">\n<p class="box__title">Take away</p>\n<p>Keep.</p>\n</div>\n',
        ),
        (
            "> [!WARNING]\n> Wait.",
            '<div class="note note--warning">\n<p class="note__title">Warning</p>\n<p>Wait.</p>\n</div>\n',
        ),
        ("> Just a quote", "<blockquote>\n<p>Just a quote</p>\n</blockquote>\n"),
    ],
    ids=["scenario", "task", "takeaway", "note", "quote"],
)
def test_boxes_carry_their_title(text, expected):
    assert html_of(text) == expected


def test_headings_get_anchors_that_are_unique_on_the_page():
    parts = parse("## Größe & Maß\n\n## Same\n\n## Same\n\n## Named {#my-own}").parts

    assert [part.heading.anchor for part in parts] == [
        "section-grösse-mass",
        "section-same",
        "section-same-2",
        "section-my-own",
    ]


def test_values_in_braces_leave_the_heading():
    heading = parse("## What *now*? {#live-now lesson=first-hour}").parts[0].heading

    assert (heading.text, heading.html, heading.id, heading.values) == (
        "What now?",
        "What <em>now</em>?",
        "live-now",
        {"lesson": "first-hour"},
    )


def test_tables_align_by_class_and_scroll_by_keyboard():
    html = html_of("| a | b |\n|:-:|--:|\n| 1 | 2 |\n")

    assert html.startswith(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="Table 1"><table>'
    )
    assert '<th class="align-center" scope="col">a</th>' in html
    assert '<td class="align-right">2</td>' in html


def test_two_tables_on_a_page_have_two_names():
    html = html_of("|a|\n|-|\n|1|\n\ntext\n\n|a|\n|-|\n|1|\n")

    assert ('aria-label="Table 1"' in html, 'aria-label="Table 2"' in html) == (True, True)


def test_a_picture_alone_is_a_figure_with_its_caption():
    assert html_of('![The point](a.png "Drawn in May")') == (
        f'<figure>\n<img src="/media/{DIGEST}.png" alt="The point" width="640" height="480" loading="lazy">'
        "<figcaption>Drawn in May</figcaption></figure>\n"
    )


def test_a_picture_in_a_sentence_stays_in_it():
    assert html_of("See ![a bell](a.png) here") == (
        f'<p>See <img src="/media/{DIGEST}.png" alt="a bell" width="640" height="480" loading="lazy">'
        " here</p>\n"
    )


def test_links_go_where_the_catalog_says():
    assert html_of("[x](other.md)") == '<p><a href="/courses/smu-110/other/">x</a></p>\n'


def test_whole_addresses_become_links_and_names_do_not():
    assert html_of("Go to https://x.example/y, read smu-101.md or write a@b.example") == (
        '<p>Go to <a href="https://x.example/y" class="address" rel="noopener noreferrer">https://x.example/y</a>, '
        "read smu-101.md or write a@b.example</p>\n"
    )


def test_code_gets_colors_by_class():
    assert html_of('```json\n{"a": 1}\n```') == (
        '<pre class="code" tabindex="0"><code class="language-json">'
        '<span class="p">{</span><span class="nt">"a"</span><span class="p">:</span>'
        '<span class="w"> </span><span class="mi">1</span><span class="p">}</span>\n</code></pre>\n'
    )


def test_code_in_an_unknown_language_stays_plain():
    assert html_of("```x86<b>\na<b\n```") == '<pre class="code" tabindex="0"><code>a&lt;b\n</code></pre>\n'


def test_footnotes_lead_there_and_back():
    html = html_of("One[^a].\n\n[^a]: Two.")

    assert html == (
        '<p>One<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>.</p>\n'
        '<div class="footnotes">\n<ol>\n<li id="fn1" class="footnote-item"><p>Two. '
        '<a href="#fnref1" class="footnote-backref" aria-label="Back to the text">↩</a></p>\n'
        "</li>\n</ol>\n</div>\n"
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a\n\nsome <b>bold</b>", "raw-html", 3, 6),
        ("a <!-- note --> b", "raw-html", 1, 3),
        ("<div>\n\nx\n\n</div>", "raw-html", 1, 1),
        ("a\nb [x](javascript:1)", "unsafe-link", 2, 7),
        ("[x](#nowhere)", "link-dead", 1, 5),
        ("![](a.png)", "image-without-alt", 1, 5),
        ("![x](a.png)", "image-not-here", 1, 6),
        ("text[^1]", "footnote-missing", 1, 5),
        ("x[^1]\n\n[^1]: 1. [^1]: y", "footnote-nested", 1, 1),
        ("# One", "heading-level", 1, 1),
        ("## Two\n\n#### Four", "heading-level", 3, 1),
        ("## Two {live}", "heading-braces", 1, 1),
        ("## Two {#Live}", "heading-braces", 1, 1),
        ("::: task\nx", "box-not-closed", 1, 1),
        ("::: quest\nx\n:::", "box-unknown", 1, 1),
        ("x\n:::", "box-unknown", 1, 1),
        ("> [!CAUTION]\n> x", "note-unknown", 1, 1),
        ("::: posts\n**Bad:** x\n:::", "posts-shape", 1, 1),
        ("x" * 200_001, "text-too-long", 1, 1),
        ("*" * 200 + "a" + "*" * 200, "text-too-deep", 1, 1),
        ("a\\\n" * 20_000, "text-too-full", 1, 1),
        ("|a" * 41 + "|\n" + "|-" * 41 + "|\n", "table-too-wide", 1, 1),
    ],
)
def test_each_flaw_names_its_place(text, code, line, column):
    flaw = next(flaw for flaw in parse(text).flaws if flaw.code == code)

    assert (flaw.line, flaw.column) == (line, column)
    assert flaw.message.endswith(".")
    assert flaw.mend


def test_lines_count_from_where_the_text_starts_in_its_file():
    assert [flaw.line for flaw in parse("x\n\n<b>", first_line=10).flaws] == [12]


@pytest.mark.parametrize(
    "text",
    [
        "Use `<b>` in code",
        "Write \\<b> so",
        "&lt;b&gt;",
        "2 < 3 and 4 > 3",
        "```html\n<b>\n```",
        "I <3 you",
        "::: task\n- [ ] one\n:::",
        "> ::: task\n> x\n> :::",
        "## Two {#live-now}\n\n[x](#live-now)",
    ],
)
def test_what_reads_well_is_not_complained_about(text):
    assert codes(text) == []
