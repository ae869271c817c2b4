"""A lesson body falls apart into prose and questions."""

from university.engines.markup import parse
from university.engines.markup.blocks import Asked, Prose, split

LESSON = """\
Hook.

## The rule

Say it.

## What *first*? {#what-first}
- [ ] Ask **nobody**
  It would *wait*.
- [x] Ask the desk

  They know.

  And they answer.

After.

### A checklist

- [ ] shoes

## Next

Last.
"""


def test_questions_stand_where_they_were_written():
    kinds = [type(block) for block in split(parse(LESSON))]

    assert kinds == [Prose, Asked, Prose]


def test_a_question_has_a_stem_options_and_feedback():
    asked = next(block for block in split(parse(LESSON)) if isinstance(block, Asked))

    assert (asked.heading.id, asked.stem, asked.line) == ("what-first", "What <em>first</em>?", 7)
    assert [(answer.text, answer.feedback, answer.is_right, answer.line) for answer in asked.answers] == [
        ("Ask <strong>nobody</strong>", "It would <em>wait</em>.", False, 8),
        ("Ask the desk", "<p>They know.</p>\n<p>And they answer.</p>", True, 10),
    ]


def test_what_stands_between_heading_and_options_belongs_to_the_stem():
    (asked,) = split(parse("## What now? {#now}\n\nSomebody writes.\n\n- [x] a\n- [ ] b\n"))

    assert asked.stem == "<p>What now?</p>\n<p>Somebody writes.</p>\n"


def test_a_checklist_under_a_smaller_heading_is_no_question():
    (prose,) = split(parse("### Pack\n\n- [ ] shoes\n- [x] hat\n"))

    assert prose.html == (
        '<h3 id="section-pack">Pack</h3>\n<ul class="checklist">\n'
        '<li class="checklist__open">shoes</li>\n<li class="checklist__done">hat</li>\n</ul>\n'
    )


def test_a_task_list_in_a_box_is_no_question():
    (prose,) = split(parse("## Try\n\n::: task\n- [ ] shoes\n:::\n"))

    assert prose.html.count("checklist__open") == 1


def test_prose_knows_its_headings():
    first, _, last = split(parse(LESSON))

    assert [heading.text for heading in (*first.headings, *last.headings)] == [
        "The rule",
        "A checklist",
        "Next",
    ]


def test_no_text_gives_no_blocks():
    assert split(parse(" \n\n")) == ()
