"""What of each kind of question may change as a typo, and what its id stands for, for ever."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factories import content
from tests.factories.questions import question
from university.engines.catalog import judge, least_level
from university.engines.catalog.change import reasons
from university.engines.catalog.meaning import was_another_question, what_changed
from university.engines.catalog.model import ChangeLevel, Option, Question, QuestionKind, Source, Step, Tip
from university.engines.markup import SafeHTML


def option(id_, text, **special):
    values = {"id": id_, "text": SafeHTML(text), "feedback": SafeHTML("why"), "is_right": False} | special
    return Option(**values)


def ask(kind, *options, **special):
    values = {"id": "q", "kind": kind, "stem": SafeHTML("What comes first?"), "lesson": "hats"} | special
    return Question(options=options, **values)


SINGLE = ask(QuestionKind.SINGLE, option("a", "The job", is_right=True), option("b", "The tag"))
ORDERING = ask(QuestionKind.ORDERING, option("a", "Listen"), option("b", "Answer"))
MATCHING = ask(
    QuestionKind.MATCHING,
    option("a", "Reply", partner=SafeHTML("within a day")),
    option("b", "Crisis", partner=SafeHTML("at once")),
)
TYPED = ask(
    QuestionKind.TEXT, option("a", "Disclosure", is_right=True), option("b", "Anything else", is_other=True)
)
NUMBER = ask(
    QuestionKind.NUMBER,
    option("a", "48 ± 2", is_right=True, low=Decimal(46), high=Decimal(50)),
    option("b", "Anything else", is_other=True),
)
DRILL = ask(
    QuestionKind.DRILL,
    steps=(
        Step(
            id="the-call",
            title="The call",
            text=SafeHTML("A customer rings."),
            options=(
                option("a", "Listen to her", leads_to="the-end", points=(("empathy", 2),)),
                option("b", "Hang up", leads_to="the-end", is_critical=True),
            ),
        ),
        Step(id="the-end", title="The end", text=SafeHTML("She thanks you.")),
    ),
    pass_points=2,
)


def with_option(asked, **special):
    return replace(asked, options=(replace(asked.options[0], **special), *asked.options[1:]))


def with_choice(**special):
    first, end = DRILL.steps
    options = (replace(first.options[0], **special), *first.options[1:])
    return replace(DRILL, steps=(replace(first, options=options), end))


TYPOS = {
    "other case": (SINGLE, with_option(SINGLE, text=SafeHTML("the job"))),
    "feedback": (SINGLE, with_option(SINGLE, feedback=SafeHTML("Quite other words"))),
    "tags": (SINGLE, replace(SINGLE, tags=("privacy",))),
    "spelling in an order": (ORDERING, with_option(ORDERING, text=SafeHTML("Listenn"))),
    "spelling of a partner": (MATCHING, with_option(MATCHING, partner=SafeHTML("Within a day."))),
    "case of a wording": (TYPED, with_option(TYPED, text=SafeHTML("disclosure."))),
    "how a number is written": (NUMBER, with_option(NUMBER, text=SafeHTML("46 to 50"))),
    "spelling in a scene": (DRILL, with_choice(text=SafeHTML("Listen to  her!"))),
    "the order in which points are written": (
        with_choice(points=(("empathy", 2), ("privacy", 1))),
        with_choice(points=(("privacy", 1), ("empathy", 2))),
    ),
}
MORE = {
    "key": (SINGLE, with_option(SINGLE, is_right=False), "the answer key"),
    "option's meaning": (SINGLE, with_option(SINGLE, text=SafeHTML("The weather")), "the meaning"),
    "stem": (SINGLE, replace(SINGLE, stem=SafeHTML("What comes last?")), "the meaning"),
    "options": (SINGLE, replace(SINGLE, options=SINGLE.options[:1]), "the number of options"),
    "lesson": (SINGLE, replace(SINGLE, lesson="share"), "the lesson"),
    "shuffling": (SINGLE, replace(SINGLE, keeps_order=True), "the order of the options"),
    "kind": (SINGLE, TYPED, "the kind"),
    "order": (
        ORDERING,
        ask(QuestionKind.ORDERING, option("a", "Answer"), option("b", "Listen")),
        "the right order",
    ),
    "item": (ORDERING, with_option(ORDERING, text=SafeHTML("Wait")), "the meaning"),
    "partner": (MATCHING, with_option(MATCHING, partner=SafeHTML("never")), "the answer key"),
    "wording": (TYPED, with_option(TYPED, text=SafeHTML("Disclosures")), "the accepted wordings"),
    "range": (NUMBER, with_option(NUMBER, high=Decimal(51)), "the numbers accepted"),
    "the rest": (NUMBER, with_option(NUMBER, is_other=True), "the answer key"),
    "points": (DRILL, with_choice(points=(("empathy", 1),)), "the points"),
    "critical": (DRILL, with_choice(is_critical=True), "what is critical"),
    "way": (DRILL, with_choice(leads_to="elsewhere"), "the way through"),
    "points to pass": (DRILL, replace(DRILL, pass_points=3), "the points to pass"),
    "steps": (DRILL, replace(DRILL, steps=DRILL.steps[:1]), "the steps"),
    "scene": (
        DRILL,
        replace(DRILL, steps=(replace(DRILL.steps[0], text=SafeHTML("A mail comes.")), DRILL.steps[1])),
        "the meaning",
    ),
}


@pytest.mark.parametrize(("old", "new"), TYPOS.values(), ids=list(TYPOS))
def test_spelling_and_feedback_leave_a_question_what_it_is(old, new):
    assert what_changed(old, new) == ""


@pytest.mark.parametrize(("old", "new", "what"), MORE.values(), ids=list(MORE))
def test_what_is_asked_or_right_is_more_than_prose(old, new, what):
    assert what_changed(old, new) == what
    old_course, new_course = (
        content.course("smu-1", quiz=(one,), change=ChangeLevel.TYPO, note="") for one in (old, new)
    )
    finding = judge(old_course, new_course)
    assert least_level(old_course, new_course) is ChangeLevel.CLARIFY
    assert finding.code == ("question-id-reused" if what == "the kind" else "change-level-too-low")
    if what != "the kind":
        assert f"{what} of the question 'q' changed" in finding.message


def test_a_single_choice_may_become_choose_all_since_its_answers_are_read_alike():
    both = with_option(SINGLE, is_right=True)
    both = replace(
        both, kind=QuestionKind.MULTIPLE, options=tuple(replace(o, is_right=True) for o in both.options)
    )

    assert what_changed(SINGLE, both) == "the answer key"


def test_tags_matter_only_where_the_draw_asks_for_them():
    old, new = question("q"), replace(question("q"), tags=("crisis",))
    by_tag = {"draw_by_tag": (("crisis", 1),)}

    assert reasons(content.course(quiz=(old,)), content.course(quiz=(new,))) == []
    assert reasons(content.course(quiz=(old,), **by_tag), content.course(quiz=(new,), **by_tag)) == [
        "the question 'q' is drawn by other tags"
    ]


def test_a_draw_by_tag_is_a_rule_of_the_quiz():
    one, other = (content.course(draw_by_tag=(("crisis", count),)) for count in (1, 2))

    assert reasons(one, other) == ["the number of questions drawn changed"]


@pytest.mark.parametrize("rule", ["network", "author", "evidence"])
def test_what_a_tip_sheet_rests_on_is_more_than_prose(rule):
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
    other = replace(tip, digest="e", **{rule: () if rule == "evidence" else "Another"})

    assert judge(tip, other).code == "change-level-too-low"
    assert judge(tip, replace(tip, digest="f", body=SafeHTML("<p>y</p>"))) is None


def test_an_id_may_come_back_with_a_meaning_that_it_once_had():
    clearer = replace(SINGLE, stem=SafeHTML("What do readers see first of all?"))

    assert was_another_question(SINGLE, [SINGLE, clearer]) == ""
    assert was_another_question(clearer, [SINGLE, clearer]) == ""


def test_an_id_may_not_come_back_with_another_meaning():
    another = replace(SINGLE, stem=SafeHTML("Who answers a journalist?"))

    assert was_another_question(another, [SINGLE]) == "was taken out and comes back with another meaning"


def test_an_id_may_never_come_back_as_a_question_answered_in_another_way():
    assert (
        was_another_question(TYPED, [SINGLE, TYPED])
        == "was of the kind “single choice” and is now “short answer”"
    )


def test_a_reused_id_is_refused_whatever_was_declared():
    live = content.course("smu-1", quiz=(question("other"),))
    new = content.course(
        "smu-1", quiz=(question("other"), TYPED), change=ChangeLevel.MATERIAL, note="A question."
    )

    assert judge(live, new) is None
    finding = judge(live, new, [SINGLE])
    assert (finding.code, finding.path) == ("question-id-reused", "courses/smu-1/quiz.md")
    assert "Give this question an id of its own" in finding.mend
