"""A decision drill: steps below `###` headings, links between them, points, and a number to pass."""

import pytest

from university.engines.catalog.model import QuestionKind
from university.engines.catalog.questions.drills import read_points

DRILL = """\
## A call at night {#night-call lesson=first-line kind=drill pass=3 tags=safety}

You are alone.

### The phone rings

Who is *there*?

- [x] Pick it up (+2 care, +1 speed)
  Good. [The caller is heard](#the-caller-is-heard)
- [ ] Let it ring (critical)

  Nobody knows that you are there.

  [The caller gives up](#the-caller-gives-up)

### The caller is heard

"Thank you."

### The caller gives up

Silence.
"""
CALL = DRILL.index("- [x] Pick")
RING = DRILL.index("- [ ] Let")


def test_a_drill_has_steps_that_lead_on(asking):
    question = asking.one(DRILL)
    first, *endings = question.steps

    assert (question.kind, question.pass_points, question.options) == (QuestionKind.DRILL, 3, ())
    assert question.stem == "<p>A call at night</p>\n<p>You are alone.</p>\n"
    assert (question.tags, question.keeps_order) == (("safety",), False)
    assert (first.id, first.title, first.text) == (
        "the-phone-rings",
        "The phone rings",
        "<p>Who is <em>there</em>?</p>\n",
    )
    assert [(step.id, step.title, step.text, step.options) for step in endings] == [
        (
            "the-caller-is-heard",
            "The caller is heard",
            "<p>“Thank you.”</p>\n".replace("“", '"').replace("”", '"'),
            (),
        ),
        ("the-caller-gives-up", "The caller gives up", "<p>Silence.</p>\n", ()),
    ]


def test_link_and_points_are_taken_out_of_what_people_read(asking):
    up, ring = asking.one(DRILL).steps[0].options

    assert (up.id, up.text, up.feedback, up.is_right) == ("a", "Pick it up", "Good.", True)
    assert (up.leads_to, up.points, up.is_critical) == (
        "the-caller-is-heard",
        (("care", 2), ("speed", 1)),
        False,
    )
    assert (ring.id, ring.text, ring.is_right) == ("b", "Let it ring", False)
    assert ring.feedback == "<p>Nobody knows that you are there.</p>"
    assert (ring.leads_to, ring.points, ring.is_critical) == ("the-caller-gives-up", (), True)


def test_only_the_link_at_the_end_leads_on(asking):
    text = DRILL.replace("Good. [", "See [the call](#the-caller-gives-up) and go on.\n  [")

    option = asking.one(text).steps[0].options[0]

    assert option.leads_to == "the-caller-is-heard"
    assert option.feedback == 'See <a href="#section-the-caller-gives-up">the call</a> and go on.'


def test_a_full_stop_after_the_link_does_no_harm(asking):
    question = asking.one(DRILL.replace("(#the-caller-is-heard)", "(#the-caller-is-heard)."))

    assert question.steps[0].options[0].feedback == "Good."


def test_a_step_is_found_by_letters_of_any_script(asking):
    text = DRILL.replace("### The caller is heard", "### Gehör für Zoë").replace(
        "#the-caller-is-heard", "#gehör-für-zoë"
    )

    assert asking.one(text).steps[0].options[0].leads_to == "gehör-für-zoë"


def test_the_drill_ends_at_the_next_question(asking):
    after = "\n## What now? {#what-now lesson=first-line}\n- [x] a\n  b\n- [ ] c\n  d\n"

    drill, other = asking.read(DRILL + after)

    assert ([step.id for step in drill.steps][-1], other.id) == ("the-caller-gives-up", "what-now")


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (DRILL[DRILL.index("### The phone") :], "", [("drill-without-steps", 1)]),
        ("### The phone rings\n", "### An end\n\n### The phone rings\n", [("drill-without-steps", 1)]),
        ("### The phone rings\n", "", [("kind-form", 1)]),
        (" pass=3", "", [("drill-pass-missing", 1)]),
        ("pass=3", "pass=", [("drill-pass-missing", 1)]),
        ("pass=3", "pass=three", [("drill-pass-missing", 1)]),
        ("pass=3", "pass=0", [("drill-pass-missing", 1)]),
        ("pass=3", "pass=4", [("drill-pass-unreachable", 1)]),
        ("(critical)", "(+3 calm)", [("drill-pass-always", 1)]),
        ("(+2 care, +1 speed)", "(critical)", [("drill-pass-unreachable", 1)]),
        ("[The caller is heard](#the-caller-is-heard)", "", [("drill-dead-end", 9)]),
        ("(#the-caller-is-heard)", "(https://larkenfield.example/)", [("drill-dead-end", 9)]),
        ("(#the-caller-is-heard)", "(#the-caller-is-herd)", [("link-dead", 10), ("drill-step-unknown", 9)]),
        ("(#the-caller-is-heard)", "(#night-call)", [("drill-step-unknown", 9)]),
        ("(#the-caller-is-heard)", "(#the-caller-gives-up)", [("drill-step-unreachable", 17)]),
        (
            "(#the-caller-is-heard)",
            "(#the-phone-rings)",
            [("drill-step-unreachable", 17), ("drill-circle", 5)],
        ),
        (
            "### The caller gives up",
            "### The caller is heard",
            [("link-dead", 15), ("drill-step-twice", 21), ("drill-step-unknown", 11)],
        ),
        ("(+2 care, +1 speed)", "(+two care)", [("drill-points-form", 9)]),
        ("(+2 care, +1 speed)", "(+2 care, +1 Care)", [("drill-points-form", 9)]),
        ("(critical)", "(critical, 3)", [("drill-points-form", 11)]),
        (
            "### The caller is heard\n",
            "Do not tarry.\n\n### The caller is heard\n",
            [("drill-text-below-options", 17)],
        ),
        ("Good. [", "[", [("option-without-feedback", 9)]),
        ("Pick it up (", "(", [("option-without-words", 9)]),
        (DRILL[CALL:RING], "", [("question-one-option", 5)]),
    ],
    ids=[
        "no steps",
        "begins at an ending",
        "options before the first step",
        "no pass",
        "empty pass",
        "pass in words",
        "pass at nothing",
        "too high",
        "too low",
        "only critical ways",
        "no link",
        "a link outside",
        "no such heading",
        "not a step",
        "never reached",
        "in a circle",
        "two of one name",
        "points in words",
        "a criterion twice",
        "points without a name",
        "text below options",
        "only a link",
        "only points",
        "one option",
    ],
)
def test_a_fault_of_a_drill_is_named_at_its_line(asking, old, new, faults):
    assert asking.faults(DRILL.replace(old, new, 1)) == faults


def test_a_near_miss_of_a_step_is_suggested(asking):
    asking.read(DRILL.replace("(#the-caller-is-heard)", "(#the-caller-is-herd)"))

    assert asking.folder.findings[-1].mend == "Did you mean #the-caller-is-heard?"


def test_words_in_brackets_are_no_points(asking):
    text = DRILL.replace("Let it ring (critical)", "Let it ring (for 24 hours)").replace("pass=3", "pass=1")

    ring = asking.one(text).steps[0].options[1]

    assert (ring.text, ring.points) == ("Let it ring (for 24 hours)", ())


@pytest.mark.parametrize(
    ("written", "points", "is_critical"),
    [
        ("+2 empathy, +1 privacy", (("empathy", 2), ("privacy", 1)), False),
        ("Critical", (), True),
        ("-1 Speed ,critical", (("speed", -1),), True),
        ("− 3 care for people", (("care for people", -3),), False),
    ],
)
def test_points_are_read_as_people_write_them(written, points, is_critical):
    assert read_points(written) == (points, is_critical)


@pytest.mark.parametrize(
    "written", ["+2", "+ empathy", "+100 empathy", "critical, critical", "+1 a,", "1 empathy", ""]
)
def test_points_of_another_form_are_not_guessed(written):
    assert read_points(written) is None
