"""How a question is put: its heading may stand in a legend, what is written below it may not."""

import pytest

from university.engines.markup.safe_html import SafeHTML
from university.learning.views.choosing import stem_below, stem_words


@pytest.mark.parametrize(
    ("stem", "words", "below"),
    [
        ("What <em>first</em>?", "What <em>first</em>?", ""),
        ("<p>What first?</p>\n<p>It is late.</p>", "What first?", "\n<p>It is late.</p>"),
    ],
    ids=["a heading only", "a heading and a scene"],
)
def test_a_stem_is_cut_below_its_heading(stem, words, below):
    assert (stem_words(SafeHTML(stem)), stem_below(SafeHTML(stem))) == (words, below)


def test_what_is_not_safe_is_still_escaped():
    assert stem_words("<b>") == "&lt;b&gt;"
