"""What changed between two versions, in the order of reading."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factories import content
from tests.factories.questions import question
from university.engines.catalog.difference import compare, for_readers
from university.engines.catalog.difference.plain import lines
from university.engines.catalog.model import (
    ChangeLevel,
    Display,
    Module,
    Option,
    Question,
    QuestionKind,
    Source,
    Step,
    Tip,
)
from university.engines.markup import SafeHTML

HATS, SHARE, STOP = (content.lesson(slug) for slug in ("hats", "share", "stop"))


def course(*lessons, **special):
    return content.course("smu-1", *(lessons or (HATS, SHARE)), **special)


def option(id_, text, **special):
    values = {"id": id_, "text": SafeHTML(text), "feedback": SafeHTML("why"), "is_right": False} | special
    return Option(**values)


def told(before, after):
    return [str(line) for line in lines(compare(before, after), "Title")]


def test_a_course_does_not_differ_from_itself():
    difference = compare(course(), course())

    assert not difference
    assert difference.words == "nothing that readers see"


def test_rules_are_told_in_words():
    rules = {"pass_mark": 90, "wait_hours": 12, "draw": 1, "prerequisites": ("smu-0",)}
    shown = {"quiz_minutes": 20, "display": Display.STRICT}
    difference = compare(course(), course(**rules, **shown))

    assert [(rule.name, rule.before, rule.after) for rule in difference.rules] == [
        ("To finish first", "", "smu-0"),
        ("Pass mark", "80%", "90%"),
        ("Waiting time", "24 hours", "12 hours"),
        ("Time for an attempt", "none", "20 min"),
        ("Shown after handing in", "standard", "strict"),
        ("Questions asked", "all", "1 of the bank"),
    ]


def test_a_draw_by_tag_is_told_by_its_tags():
    (rule,) = compare(course(), course(draw_by_tag=(("privacy", 3), ("crisis", 2)))).rules

    assert (rule.before, rule.after) == ("all", "3 tagged privacy, 2 tagged crisis")


def test_lessons_that_come_go_move_and_change_their_name_are_told():
    renamed = replace(STOP, title="When to stop")
    difference = compare(course(HATS, SHARE, STOP), course(renamed, HATS, content.lesson("listen")))

    assert [one.words for one in difference.outline] == [
        "“When to stop” moved and is now lesson 1.",
        "“About stop” is now called “When to stop”.",
        "“About listen” is new, as lesson 3.",
        "“About share” is gone.",
    ]


def test_a_lesson_in_another_module_is_told():
    one = (Module(title="One", lessons=(HATS, SHARE)), Module(title="Two", lessons=(STOP,)))
    other = (Module(title="One", lessons=(HATS,)), Module(title="Two", lessons=(SHARE, STOP)))
    difference = compare(course(modules=one), course(modules=other))

    assert [change.words for change in difference.outline] == [
        "“About share” now stands in the module “Two”."
    ]


def test_a_changed_lesson_is_marked_word_by_word():
    (text,) = compare(course(), course(content.lesson("hats", "Say who pays."), SHARE)).texts

    assert (text.slug, text.state) == ("hats", "changed")
    assert [piece.html for piece in text.pieces] == ["<p>Say who <del>speaks</del><ins>pays</ins>.</p>"]


def test_a_lesson_whose_bytes_alone_differ_is_left_out():
    assert not compare(course(), course(replace(HATS, digest="other"), SHARE)).texts


def test_a_replaced_picture_is_told_by_its_words():
    before, after = (
        content.lesson("hats", f'<img src="/media/{name * 20}.png" alt="A desk">') for name in "ab"
    )
    (text,) = compare(course(before, SHARE), course(after, SHARE)).texts

    assert [(one.words, bool(one.before), bool(one.after)) for one in text.pictures] == [
        ("A desk", True, True)
    ]


def test_a_question_tells_its_key_its_options_and_its_words():
    before = question("q", right="a", options="abc")
    options = (
        replace(before.options[0], is_right=False),
        replace(before.options[1], is_right=True),
        option("c", "quite another answer"),
    )
    after = replace(before, options=options)
    (change,) = compare(course(quiz=(before,)), course(quiz=(after,))).questions

    assert [(one.state, one.is_right) for one in change.options] == [
        ("changed", False),
        ("changed", True),
        ("gone", False),
        ("new", False),
    ]
    assert [(rule.name, rule.before, rule.after) for rule in change.options[0].rules] == [
        ("Answer", "right", "wrong")
    ]


def test_options_that_only_changed_places_are_the_same_options():
    before = question("q", right="b", options="abc")
    after = replace(before, options=before.options[::-1], stem=SafeHTML("<p>q now?</p>"))
    (change,) = compare(course(quiz=(before,)), course(quiz=(after,))).questions

    assert [one.state for one in change.options] == ["same"] * 3


@pytest.mark.parametrize(
    ("kind", "one", "other", "rule"),
    [
        (
            QuestionKind.MATCHING,
            {"partner": SafeHTML("x")},
            {"partner": SafeHTML("y")},
            ("Belongs to", "x", "y"),
        ),
        (
            QuestionKind.NUMBER,
            {"low": Decimal(46), "high": Decimal(50)},
            {"low": Decimal(48), "high": Decimal(48)},
            ("Accepts", "46 to 50", "48"),
        ),
        (
            QuestionKind.TEXT,
            {"is_other": False},
            {"is_other": True},
            ("Stands for anything else", "no", "yes"),
        ),
    ],
    ids=["match", "number", "short answer"],
)
def test_each_kind_tells_what_is_its_own(kind, one, other, rule):
    asked = Question(id="q", kind=kind, stem=SafeHTML("Which?"), options=(), lesson="hats")
    before, after = (replace(asked, options=(option("a", "left", **special),)) for special in (one, other))
    (change,) = compare(course(quiz=(before,)), course(quiz=(after,))).questions

    assert [(told.name, told.before, told.after) for told in change.options[0].rules] == [rule]


def test_a_right_order_that_changed_is_told_as_an_order():
    asked = Question(
        id="q",
        kind=QuestionKind.ORDERING,
        stem=SafeHTML("Order these"),
        options=(option("a", "first"), option("b", "second")),
        lesson="hats",
    )
    after = replace(asked, options=(option("a", "second"), option("b", "first")))
    (change,) = compare(course(quiz=(asked,)), course(quiz=(after,))).questions

    assert [(rule.name, rule.before, rule.after) for rule in change.rules] == [
        ("Right order", "first; second", "second; first")
    ]


def test_a_drill_tells_its_steps_its_points_and_where_choices_lead():
    steps = (
        Step(id="one", title="A call", text=SafeHTML("Ring"), options=(option("a", "go", leads_to="end"),)),
        Step(id="end", title="The end", text=SafeHTML("Done")),
    )
    before = Question(
        id="q",
        kind=QuestionKind.DRILL,
        stem=SafeHTML("Drill"),
        options=(),
        lesson="hats",
        steps=steps,
        pass_points=2,
    )
    better = option("a", "go", leads_to="end", points=(("empathy", 2),))
    after = replace(before, pass_points=3, steps=(replace(steps[0], options=(better,)), steps[1]))
    (change,) = compare(course(quiz=(before,)), course(quiz=(after,))).questions

    assert [(rule.name, rule.after) for rule in change.rules] == [("Points to pass", "3")]
    assert [step.state for step in change.steps] == ["changed", "same"]
    assert [rule.after for rule in change.steps[0].options[0].rules] == ["+2 empathy"]


def test_readers_get_no_question_of_the_quiz_and_no_key_of_practice():
    asked = replace(question("practice-hats", options="abc"), stem=SafeHTML("<p>Another?</p>"))
    after = course(
        replace(HATS, blocks=(HATS.blocks[0], asked), digest="new"), SHARE, quiz=(question("counted-new"),)
    )
    difference = for_readers(compare(course(), after))

    assert difference.questions == ()
    (change,) = difference.texts[0].questions
    assert (change.id, change.options, change.steps, change.rules) == ("practice-hats", (), (), ())


def test_readers_are_told_of_rules_and_not_of_the_numbers_of_owners():
    difference = for_readers(compare(course(), course(owners=("LG-0012",), minutes=20)))

    assert [rule.name for rule in difference.rules] == ["Time"]


def test_certifications_policies_and_tips_are_compared_by_rules_and_text():
    assert told(content.certification(), content.certification(months_valid=24)) == [
        "# Title",
        "- Valid for: 12 months",
        "+ Valid for: 24 months",
    ]
    assert told(content.policy(), content.policy(body=SafeHTML("<p>Say who we are.</p>"))) == [
        "# Title",
        "- Say who you are.",
        "+ Say who we are.",
    ]
    tip = Tip(
        slug="t",
        title="T",
        summary="S",
        network="LinkedIn",
        author="A",
        evidence=(Source(name="Study", date="2025"),),
        owners=("LG-1",),
        review_by=content.REVIEW_BY,
        change=ChangeLevel.TYPO,
        body=SafeHTML("<p>x</p>"),
        digest="d",
    )
    assert told(tip, replace(tip, network="Instagram"))[1:] == ["- Network: LinkedIn", "+ Network: Instagram"]


def test_two_kinds_of_thing_are_not_compared():
    with pytest.raises(TypeError, match="not compared"):
        compare(content.policy(), content.certification())


def test_the_lines_for_a_terminal_have_headings_and_signs():
    after = course(content.lesson("hats", "Say who pays."), SHARE, pass_mark=90)

    assert told(course(), after) == [
        "# Title",
        "- Pass mark: 80%",
        "+ Pass mark: 90%",
        "## About hats (hats)",
        "- Say who speaks.",
        "+ Say who pays.",
    ]
