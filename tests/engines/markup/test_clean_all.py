"""Cleaning many texts at once gives what cleaning each of them gives, to the byte."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from university.engines.markup.clean import CUT, VOID, clean, clean_all
from university.engines.markup.vocabulary import TAGS

PICTURE = f' src="/media/{"a" * 64}.png"'
ATTRIBUTES = st.sampled_from(
    ["", ' class="task"', ' class="odd"', ' href="https://a.example/?x=1&amp;y"', ' id="section-a"', PICTURE]
)
WORDS = st.text(max_size=4) | st.sampled_from(
    [
        "",
        "Say it.",
        "a & b",
        "&amp;",
        "&lt",
        "&",
        "\n",
        " ",
        "\x00",
        "é",
        "&nbsp;",
        "\xa0",
        "a<b",
        "\ufeff",
        "\r\n",
    ]
)
FOREIGN = ["script", "select", "plaintext", "svg", "template", "b", "title", "textarea", "body"]


def drawn(names, inside):
    def draw(name, attributes, children):
        tag = f"<{name}{attributes}>"
        return tag if name in VOID else f"{tag}{''.join(children)}</{name}>"

    return st.builds(draw, st.sampled_from(sorted(names)), ATTRIBUTES, st.lists(inside, max_size=3))


def trees(names):
    return st.lists(st.recursive(WORDS, lambda inside: drawn(names, inside), max_leaves=10), max_size=3).map(
        "".join
    )


LOOSE = st.builds("<{}{}>".format, st.sampled_from(["", "/"]), st.sampled_from([*sorted(TAGS), *FOREIGN]))
SOUP = st.lists(WORDS | LOOSE | trees({*TAGS, *FOREIGN}), max_size=6).map("".join)


@settings(max_examples=400)
@given(st.lists(trees(TAGS), max_size=6))
@example(["<p>One", "Two</p>"])
@example(["<table><tr>", "<td>foster</td></tr></table>"])
@example(["", "\ufeffmarked"])
@example(["page\f", "\x1f"])
@example(["<a href='>'>", "x</a>"])
@example([CUT, f"a{CUT}b"])
@example(["<div title='x'></div>", "<div onclick=a></div>"])
def test_well_formed_texts_come_out_as_if_each_were_cleaned_alone(pieces):
    assert clean_all(pieces) == [clean(piece) for piece in pieces]


@settings(max_examples=200)
@given(st.lists(SOUP | trees(TAGS), max_size=4))
def test_so_does_whatever_is_written_badly(pieces):
    assert clean_all(pieces) == [clean(piece) for piece in pieces]


@pytest.mark.parametrize("count", [0, 1, 100, 101, 300], ids=["none", "one", "a batch", "one more", "many"])
def test_any_number_of_texts_is_cleaned(count):
    assert clean_all(["<p onclick='x()'>Say it.</p>"] * count) == ["<p>Say it.</p>"] * count


def test_what_one_text_leaves_open_never_reaches_the_next():
    assert clean_all(["<blockquote><em>Loud", "<p>Calm</p>"])[1] == "<p>Calm</p>"
