"""Questions of all kinds together: the example course has each, and no broken file breaks the reader."""

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog.folder import Folder
from university.engines.catalog.model import Course, QuestionKind
from university.engines.catalog.pack import COURSE
from university.engines.catalog.questions import Register
from university.engines.markup import parse
from university.engines.markup.blocks import Asked, split

QUIZ = Path(__file__).resolve().parents[3] / "content" / "courses" / "every-element" / "quiz.md"
TEXT = QUIZ.read_text(encoding="utf-8").split("---\n", 2)[2]
LESSONS = frozenset({"the-first-hour", "see-and-hear", "keep-it-at-hand"})
LINES = TEXT.splitlines(keepends=True)
TAG = re.compile(r"<[^>]*>")


def read(text):
    folder = Folder(root=Path(), place="courses/every-element")
    register = Register(folder=folder, lessons=LESSONS)
    document = parse(text)
    folder.note_flaws("quiz.md", document.flaws)
    taken = [register.counted(block, "quiz.md") for block in split(document) if isinstance(block, Asked)]
    return [question for question in taken if question], folder.findings


@pytest.fixture(scope="module")
def questions():
    found, findings = read(TEXT)
    assert findings == []
    return found


def test_the_example_has_each_kind_once(questions):
    assert [question.kind for question in questions] == list(QuestionKind)


def test_each_option_of_the_example_has_feedback(questions):
    options = [option for question in questions for option in question.options]
    options += [option for question in questions for step in question.steps for option in step.options]

    assert [option.feedback for option in options if not option.feedback.strip()] == []
    assert len(options) == 33


def test_questions_of_each_kind_come_back_equal_from_the_database(questions):
    course = Course(
        **dict.fromkeys(("slug", "title", "summary", "audience", "digest"), "x"),
        **dict.fromkeys(("minutes", "pass_mark", "attempts", "wait_hours"), 1),
        outcome=questions[0].stem,
        objectives=(),
        owners=(),
        review_by="2027-05-31",
        change="typo",
        modules=(),
        quiz=tuple(questions),
    )
    packed = json.loads(json.dumps(COURSE.dump_python(course, mode="json", warnings=False)))

    assert COURSE.validate_python(packed).quiz == tuple(questions)


def words_in(html):
    return re.findall(r"\w+", unescape(TAG.sub(" ", html)))


def pieces_of(block):
    if not isinstance(block, Asked):
        return [block.html]
    texts = [block.stem]
    for answer in (*block.answers, *(answer for scene in block.scenes for answer in scene.answers)):
        texts += [answer.text, answer.partner, answer.feedback, answer.points]
    return texts + [text for scene in block.scenes for text in (scene.heading.html, scene.text)]


def without_links(text):
    """Take the links that lead to steps out of the source, as the reader does."""
    return re.sub(r" \[[^\]]*\]\(#[^)]*\)", "", text)


KIND = st.sampled_from(["", " kind=order", " kind=text", " kind=number", " kind=drill"])
#: The head of a table that is matched names its columns for the author only.
OTHER_LINES = st.sampled_from([line for line in LINES if "kind=match" not in line])


@given(KIND, st.lists(OTHER_LINES, max_size=30).map("".join))
def test_no_words_of_a_section_get_lost(kind, text):
    document = parse(without_links(f"## What first? {{#what-first{kind}}}\n\n{text}"))

    kept = Counter(
        word for block in split(document) for piece in pieces_of(block) for word in words_in(piece)
    )

    assert Counter(words_in(document.html)) - kept == Counter()


@st.composite
def mutated(draw):
    """The example with lines taken out, doubled, moved or broken off."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(lines) - 1))
        line = lines[place]
        cut = draw(st.integers(0, len(line)))
        lines[place : place + 1] = draw(
            st.sampled_from(
                [
                    [],
                    [line, line],
                    [line[:cut] + "\n"],
                    [line[cut:]],
                    [line[:cut] + draw(st.text(max_size=4)) + line[cut:]],
                    [draw(st.sampled_from(LINES)), line],
                ]
            )
        )
        lines = lines or ["\n"]
    return "".join(lines)


@given(mutated())
def test_a_broken_file_gives_questions_or_words_for_its_author(text):
    questions, findings = read(text)

    for question in questions:
        for step in question.steps:
            assert all(option.leads_to in question.step_by_id for option in step.options)
        assert question.steps or len(question.options) >= 2
    assert all(finding.line >= 1 and finding.message and finding.mend for finding in findings)


def test_a_question_that_starts_too_deep_is_told_and_shows_no_answer():
    text = "## Part\n\n### Which? {#which kind=text}\n- [x] a\n  b\n- [ ] Anything else\n  c\n"

    assert [(finding.code, finding.line) for finding in read(text)[1]] == [("heading-braces", 3)]
