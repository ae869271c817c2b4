"""Plain English text -> sentences, words and figures about them: heuristics, each simple enough to say."""

import re
from collections.abc import Iterator
from typing import Final

from university.engines.markup import SafeHTML
from university.engines.markup.tags import without_tags

WORD: Final = re.compile(r"[^\W_]+(?:['’.,/:-][^\W_]+)*")
END: Final = re.compile(r"[.!?…:][\"'”’)\]]*\s+(?=[\"'“\u2018(\[]?[A-Z0-9])")
SHORT_FORM: Final = re.compile(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|No|vs|etc|e\.g|i\.e)\.$")
LONGEST_FORM: Final = 5  # with the letter before it
BE: Final = r"(?:am|are|be|been|is|was|were)"
BETWEEN: Final = r"(?:(?:not|never|also|often|still|always|only|then|\w+ly)\s+)?"
IRREGULAR: Final = (
    "begun|bought|broken|brought|built|caught|chosen|done|drawn|driven|eaten|found|given|grown|heard|held|"
    "hidden|kept|known|led|left|lost|made|meant|met|paid|put|read|said|seen|sent|set|shown|sold|spoken|"
    "spent|stolen|taken|taught|thought|told|torn|understood|won|worn|written"
)
FEELINGS: Final = "(?!(?:interested|tired|worried|excited|pleased|scared|surprised|married|related)\\b)"
PASSIVE: Final = re.compile(rf"\b{BE}\s+{BETWEEN}{FEELINGS}(?:\w{{2,}}ed|{IRREGULAR})\b", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """Give the words of a plain text; a number or a hyphenated word is one."""
    return WORD.findall(text)


def plain(text: SafeHTML) -> str:
    """Give the words of safe HTML as plain text."""
    return " ".join(without_tags(text, between=" ").split())


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """Give each sentence with the number of line breaks before it; a colon before a capital ends one."""
    start = breaks = 0
    for found in END.finditer(text):
        if not SHORT_FORM.search(text[max(start, found.start() - LONGEST_FORM) : found.start() + 1]):
            yield breaks, text[start : found.end()].strip()
            breaks += text.count("\n", start, found.end())
            start = found.end()
    if rest := text[start:].strip():
        yield breaks, rest


def grade(text_of_sentences: list[str]) -> float:
    """Give the school grade (United States) that finds a text easy, by the Automated Readability Index.

    It counts signs, words and sentences only, so everybody can check it; grade 8 is age 13 to 14.
    """
    words = [word for sentence in text_of_sentences for word in words_of(sentence)]
    signs = sum(len(word) for word in words)
    return 4.71 * signs / len(words) + 0.5 * len(words) / len(text_of_sentences) - 21.43


def passives_in(text: str) -> int:
    """Count what looks like a verb in the passive voice."""
    return len(PASSIVE.findall(text))
