"""Two texts become one with what went and what came, and either of them can be had back from it."""

import html
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from university.engines.catalog.difference import sides
from university.engines.catalog.difference.align import Budget
from university.engines.catalog.difference.marks import mark, marked, pieces
from university.engines.catalog.difference.nodes import read, to_html
from university.engines.markup import SafeHTML, clean, render

WORDS = st.sampled_from(
    ["post", "reply", "say", "who", "you", "are", "&", "<b>", "Größe", "don't", "48", "."]
)
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
INLINE = st.one_of(
    TEXT.map(html.escape),
    TEXT.map(lambda words: f"<strong>{html.escape(words)}</strong>"),
    TEXT.map(lambda words: f'<a href="/courses/a/">{html.escape(words)}</a>'),
    st.sampled_from(["one", "two"]).map(
        lambda name: f'<img src="/media/{name * 21}.png" alt="{name}" width="9" height="9">'
    ),
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
BLOCK = st.one_of(
    LINE.map(lambda line: f"<p>{line}</p>"),
    LINE.map(lambda line: f'<h2 id="section-x">{line}</h2>'),
    st.lists(LINE, min_size=1, max_size=4).map(
        lambda rows: f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"
    ),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda cells: (
            f"<table><tbody><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></tbody></table>"
        )
    ),
    LINE.map(lambda line: f'<div class="note note--tip"><p class="note__title">Tip</p><p>{line}</p></div>'),
    TEXT.map(lambda words: f"<pre><code>{html.escape(words)}\n  {html.escape(words)}</code></pre>"),
    st.just("<hr>"),
)
TEXTS = st.lists(BLOCK, max_size=6).map("\n".join)


def normal(text):
    """A text without ids and the blanks between blocks, which a difference does not keep."""
    return to_html(read(text))


@given(TEXTS, TEXTS)
@settings(max_examples=150)
def test_taking_every_change_over_gives_the_new_text_and_taking_it_back_the_old(old, new):
    found = marked(read(old), read(new), Budget())

    assert sides.after(found) == normal(new)
    assert sides.before(found) == normal(old)


@given(TEXTS, TEXTS, st.integers(0, 60))
@settings(max_examples=60)
def test_a_budget_that_runs_out_loses_nothing(old, new, budget):
    found = marked(read(old), read(new), Budget(budget))

    assert (sides.before(found), sides.after(found)) == (normal(old), normal(new))


@given(TEXTS, TEXTS)
@settings(max_examples=60)
def test_what_was_marked_passes_the_sanitizer_as_it_is(old, new):
    once, other = clean(old), clean(new)

    safe = mark(once, other)

    assert isinstance(safe, SafeHTML)
    assert (sides.before(safe), sides.after(safe)) == (normal(once), normal(other))


@given(TEXTS)
@settings(max_examples=40)
def test_a_text_does_not_differ_from_itself(text):
    assert pieces(text, text) == ()
    assert "<ins>" not in mark(text, text)


def test_single_words_are_marked_and_not_the_paragraph():
    old, _ = render("Leave the text up long enough to *read* it twice.")
    new, _ = render("Leave the text up for five seconds to *read* it.")

    assert mark(old, new) == (
        "<p>Leave the text up <del>long enough</del><ins>for five seconds</ins> to <em>read</em> it"
        "<del> twice</del>.</p>"
    )


def test_a_new_item_of_a_list_is_marked_where_a_list_may_hold_it():
    old, _ = render("- one thing\n- another thing")
    new, _ = render("- one thing\n- quite new\n- another thing")

    assert mark(old, new) == (
        '<ul><li>one thing</li><li class="added"><ins>quite new</ins></li><li>another thing</li></ul>'
    )


def test_a_row_of_a_table_that_goes_is_marked_in_its_cells():
    rows = ["|a|b|", "|-|-|", "|1|2|", "|3|4|"]
    old, _ = render("\n".join(rows))
    new, _ = render("\n".join(rows[:3]))

    assert (
        '<tr class="gone"><td class="gone"><del>3</del></td><td class="gone"><del>4</del></td></tr>'
        in mark(old, new)
    )


def test_a_link_that_leads_elsewhere_is_another_link():
    assert mark('<p><a href="/courses/a/">it</a></p>', '<p><a href="/courses/b/">it</a></p>') == (
        '<p><del><a href="/courses/a/">it</a></del><ins><a href="/courses/b/">it</a></ins></p>'
    )


def test_a_picture_in_other_widths_is_the_same_picture():
    one = '<p><img src="/media/a.png" alt="A desk"></p>'
    other = '<p><img src="/media/a.png" srcset="/media/b.png 480w" sizes="92vw" alt="A desk"></p>'

    assert pieces(one, other) == ()


def test_ids_and_links_inside_the_page_are_left_out():
    text = (
        '<h2 id="section-a">A</h2><p>See<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></p>'
    )

    assert mark(text, text) == '<h2>A</h2><p>See<sup class="footnote-ref"><a>1</a></sup></p>'


def test_only_the_neighbors_of_a_change_are_shown():
    paragraphs = [f"<p>Paragraph {number}.</p>" for number in range(9)]
    changed = [*paragraphs[:4], "<p>Quite another text here</p>", *paragraphs[5:]]

    found = pieces("\n".join(paragraphs), "\n".join(changed))

    assert [(piece.is_changed, piece.left_out) for piece in found] == [
        (False, 3),
        (True, 0),
        (True, 0),
        (False, 0),
        (False, 3),
    ]


@pytest.mark.parametrize(
    "pair",
    [
        ("<p>" + "a b " * 50_000 + "</p>", "<p>x " + "b a " * 50_000 + "</p>"),
        (f"<p>{' '.join(map(str, range(30_000)))}</p>", f"<p>{' '.join(map(str, range(30_000, 0, -1)))}</p>"),
        (
            "".join(f"<p>word {number} and {number * 7}</p>" for number in range(8_000)),
            "".join(f"<p>word {number} or {number * 7}</p>" for number in range(8_000)),
        ),
        ("<ul>" * 90 + "x" + "</ul>" * 90, "<ul>" * 89 + "y" + "</ul>" * 89),
    ],
    ids=["the same two words", "every word moved", "every paragraph changed", "deep"],
)
def test_hostile_sizes_take_bounded_time(pair):
    begun = time.process_time()

    found = marked(*map(read, pair), Budget())

    assert time.process_time() - begun < 5
    assert sides.after(found) == normal(pair[1])


def test_a_whole_text_that_changed_is_marked_and_cleaned_in_bounded_time():
    old = "".join(f"<p>word {number} and {number * 7} so on</p>" for number in range(4_000))
    begun = time.process_time()

    found = pieces(old, old.replace(" and ", " or "))

    assert time.process_time() - begun < 10
    assert all(piece.is_changed for piece in found)


def test_end_tags_that_are_missing_or_too_many_do_no_harm():
    assert to_html(read("<p>one<em>two</p></div>three")) == "<p>one<em>two</em></p>three"


def test_a_reader_without_pictures_gets_their_words():
    found = sides.plain('<p>Look:<br><img src="/media/a.png" alt="A desk"></p><ul><li>a &amp; b</li></ul>')

    assert found == ["Look:", "[picture: A desk]", "a & b"]
