"""Rules about the Markdown of a text: boxes, headings, links, and bounds that keep pages quick."""

from typing import Final

from university.engines.catalog.rulebook.minimal import LESSON, MINIMAL
from university.engines.catalog.rulebook.rule import Put, Rule, Spot, at, whole

TEXT: Final = Spot(path=LESSON, old="Mira types.")
LONG: Final = MINIMAL[LESSON].replace("Mira types.", "word " * 50_000)
FULL: Final = MINIMAL[LESSON].replace("Mira types.", "*a* " * 12_000)
DEEP: Final = "**" * 45 + "Mira types." + "**" * 45
WIDE: Final = "|" + "a|" * 41 + "\n|" + "-|" * 41 + "\n|" + "b|" * 41
SOUND: Final = Put(path=LESSON, body=MINIMAL[LESSON], words="several files, each of 3 to 7 minutes")

RULES: Final[tuple[Rule, ...]] = (
    at(
        TEXT,
        "box-not-closed",
        "A `:::` box has no end.",
        bad="::: task\nRewrite the first ten words.",
        good="::: task\nRewrite the first ten words.\n:::",
    ),
    at(
        TEXT,
        "box-unknown",
        "A `:::` box has a name that is not known, or an end has no beginning.",
        bad="::: homework\nRewrite the first ten words.\n:::",
        good="::: task\nRewrite the first ten words.\n:::",
    ),
    at(
        TEXT,
        "footnote-missing",
        "A footnote is named but has no text.",
        bad="Mira types.[^1]",
        good="Mira types.[^1]\n\n[^1]: She fits heating controls.",
    ),
    at(
        TEXT,
        "footnote-nested",
        "The text of a footnote stands inside that of another.",
        bad="Mira types.[^1]\n\n[^1]: 1. [^1]: She fits heating controls.",
        good="Mira types.[^1]\n\n[^1]: She fits heating controls.",
    ),
    at(
        TEXT,
        "heading-braces",
        "The braces of a heading hold something else than `#id` and `name=value`.",
        bad="## The rule {the-rule}\n\nMira types.",
        good="## The rule {#the-rule}\n\nMira types.",
    ),
    at(
        TEXT,
        "heading-level",
        "A heading has one `#`, or skips a level.",
        bad="# The rule\n\nMira types.",
        good="## The rule\n\nMira types.",
    ),
    at(
        TEXT,
        "link-dead",
        "A link leads to nothing in the catalog or on this page.",
        bad="See [the next lesson](second-line.md).",
        good="See [the course](course.md).",
    ),
    at(
        TEXT,
        "note-unknown",
        "A `> [!…]` note has a name that is not known.",
        bad="> [!CAREFUL]\n> Mira types.",
        good="> [!WARNING]\n> Mira types.",
    ),
    at(
        TEXT,
        "posts-shape",
        "A posts box is not one `**Bad:**` and one `**Better:**`.",
        bad="::: posts\n**Bad:** Get it now!\n:::",
        good="::: posts\n**Bad:** Get it now!\n\n**Better:** I work here, so weigh this as you like.\n:::",
    ),
    at(
        TEXT,
        "raw-html",
        "There is HTML in the text, which would stand on the page as text.",
        bad="Mira <b>types</b>.",
        good="Mira **types** `<b>`.",
    ),
    at(
        TEXT,
        "table-too-wide",
        "A table has more than 40 columns.",
        bad=WIDE,
        good="| sign | meaning |\n|---|---|\n| #ad | paid |",
    ),
    at(
        TEXT,
        "text-too-deep",
        "Lists, quotes or emphasis are nested too deep.",
        bad=DEEP,
        good="**Mira** types.",
    ),
    whole(
        LESSON,
        "text-too-full",
        "A text holds more than 20,000 pieces: paragraphs, cells, links, words in bold.",
        bad=(Put(path=LESSON, body=FULL, words="a lesson with 12,000 words in bold"),),
        good=(SOUND,),
        line=7,
    ),
    whole(
        LESSON,
        "text-too-long",
        "A text is longer than 200 kB.",
        bad=(Put(path=LESSON, body=LONG, words="a lesson of 50,000 words"),),
        good=(SOUND,),
        line=7,
    ),
    at(
        TEXT,
        "unsafe-link",
        "A link has another scheme than `https:`, `http:` and `mailto:`, or holds unseen characters.",
        bad="[Call us](tel:911).",
        good="[Write to us](mailto:desk@larkenfield.example).",
    ),
)
