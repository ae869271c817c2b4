"""Whatever an author writes, the reader's page stays whole."""

import pytest
from hypothesis import strategies as st

from tests.engines.markup.targets import resolve
from tests.fuzzing import fuzz
from university.engines.markup import clean, render
from university.engines.markup.passages import read_passages

PIECES = (
    *(
        "# ",
        "## ",
        "### ",
        "- ",
        "- [ ] ",
        "- [x] ",
        "1. ",
        "> ",
        "> [!TIP]\n",
        "::: posts\n",
        "::: scenario A, B\n",
    ),
    *(
        ":::\n",
        "**",
        "*",
        "_",
        "~~",
        "`",
        "```python\n",
        "```\n",
        "|",
        "|---|\n",
        "![",
        "](",
        ")",
        "[",
        "]",
        "[^1]",
    ),
    *(
        "[^1]: ",
        "{#id}",
        "{#id lesson=a}",
        "<script>",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "-->",
        "&lt;",
        "&#x6a;",
    ),
    *(
        "javascript:",
        "JaVa\tscript:",
        "data:text/html,",
        "https://a.example",
        "//b.example",
        "\\",
        "\n",
        "\n\n",
        "    ",
    ),
    *(
        ": ",
        "*[a]: b\n",
        "a",
        "::: embed\n",
        "::: download\n",
        "::: reflection\n",
        "[Film](film.webm)",
        "[Sound](sound.wav)",
        "[File](file.pdf)",
        "![x](picture.png)",
        '![](picture.png "decorative")',
    ),
    *("\u200b", "\u202e", "\0", "é", "漢", "Bad:", "Better:"),
)
MARKDOWN = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60).map("".join)


@pytest.mark.fuzz
def test_no_markdown_brings_anything_dangerous_onto_a_page(faults):
    def holds(text):
        read_passages(text)
        html, _ = render(text, resolve=resolve)
        assert faults(html) == []
        assert clean(html) == html

    print(f"{fuzz(MARKDOWN, holds, share=0.4)} texts")
