"""Warnings about how a text reads: its reading age, its long sentences, its passive voice."""

from collections.abc import Iterator
from typing import Final

from university.engines.catalog.model import Finding
from university.engines.catalog.quality.words import grade, passives_in, sentences_of, words_of
from university.engines.catalog.quality.written import Written
from university.engines.markup.passages import Passage, PassageKind

SENTENCE_LIMIT: Final = 30
GRADE_LIMIT: Final = 10  # age 15 to 16: two years of margin over the 13 to 14 that we write for
GRADE_TO_AGE: Final = 5
FEWEST_WORDS: Final = 150  # below it the figure says more about chance than about the text
PASSIVES: Final = 3
#: Posts are other people's voices; cells and headings are seldom sentences.
SPOKEN: Final = frozenset(PassageKind) - {PassageKind.POST, PassageKind.CELL}
FLOWING: Final = frozenset({PassageKind.PARAGRAPH, PassageKind.ITEM, PassageKind.FEEDBACK})


def review_prose(file: Written) -> Iterator[Finding]:
    """Give what makes this text harder to read than it need be."""
    yield from _reading_age(file)
    for passage in file.passages:
        if passage.kind in SPOKEN:
            yield from _long_sentences(file, passage)
        if passage.kind in FLOWING:
            yield from _passives(file, passage)


def _reading_age(file: Written) -> Iterator[Finding]:
    flowing = [passage.text for passage in file.passages if passage.kind in FLOWING]
    sentences = [sentence for text in flowing for _, sentence in sentences_of(text) if words_of(sentence)]
    if sum(len(words_of(sentence)) for sentence in sentences) < FEWEST_WORDS:
        return
    found = grade(sentences)
    if found > GRADE_LIMIT:
        age = round(found) + GRADE_TO_AGE
        message = f"This text reads as if for age {age} and over; ours are for age 13 to 14."
        mend = "Use shorter words and shorter sentences."
        yield file.warn("reading-age", file.body_line, message, mend)


def _long_sentences(file: Written, passage: Passage) -> Iterator[Finding]:
    for breaks, sentence in sentences_of(passage.text):
        words = words_of(sentence)
        if len(words) > SENTENCE_LIMIT:
            start = " ".join(sentence.split()[:4])
            message = f"The sentence that begins “{start}” has {len(words)} words."
            mend = "Make two of it; one idea each reads best."
            yield file.warn("sentence-long", passage.line + breaks, message, mend)


def _passives(file: Written, passage: Passage) -> Iterator[Finding]:
    count = passives_in(passage.text)
    sentences = sum(1 for _ in sentences_of(passage.text))
    if count >= PASSIVES and 2 * count >= sentences:
        message = f"This paragraph has {count} verbs in the passive voice."
        mend = "Say who does it: “the desk answers”, not “it is answered”."
        yield file.warn("passive-pile", passage.line, message, mend)
