"""Options with boxes become single choice, choose all, or true or false."""

import pytest

from university.engines.catalog.model import QuestionKind

HEAD = "## What first? {#what-first lesson=first-line}\n"


def options(*written):
    return HEAD + "".join(f"- [{box}] {words}\n  Because.\n" for box, words in written)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ([("x", "Ask"), (" ", "Wait")], QuestionKind.SINGLE),
        ([("x", "Ask"), ("X", "Wait"), (" ", "Go")], QuestionKind.MULTIPLE),
        ([("x", "True"), (" ", "False")], QuestionKind.TRUE_FALSE),
        ([(" ", "false."), ("x", "TRUE")], QuestionKind.TRUE_FALSE),
        ([("x", "**True**"), (" ", "False")], QuestionKind.TRUE_FALSE),
        ([("x", "True"), (" ", "It depends")], QuestionKind.SINGLE),
    ],
    ids=["one tick", "two ticks", "true or false", "any case", "marked up", "true beside another"],
)
def test_the_boxes_say_which_kind_it_is(asking, written, kind):
    question = asking.one(options(*written))

    assert (question.kind, question.keeps_order) == (kind, False)
    assert [option.id for option in question.options] == list("abc")[: len(written)]
    assert [option.is_right for option in question.options] == [box != " " for box, _ in written]


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ([("x", "True"), (" ", "False"), (" ", "Nobody knows")], 1),
        ([("x", "True"), ("x", "False")], 1),
    ],
    ids=["three options", "both right"],
)
def test_true_or_false_has_two_options_and_one_is_right(asking, written, line):
    assert asking.faults(options(*written)) == [("true-false-shape", line)]


def test_a_fixed_order_is_kept(asking):
    question = asking.one(options(("x", "1"), (" ", "2")).replace("lesson=", "order=fixed lesson="))

    assert question.keeps_order


def test_tags_are_kept_in_their_order(asking):
    question = asking.one(
        options(("x", "Ask"), (" ", "Wait")).replace("lesson=", "tags=privacy,crisis lesson=")
    )

    assert question.tags == ("privacy", "crisis")


@pytest.mark.parametrize(
    ("braces", "code"),
    [
        ("tags=", "tags-form"),
        ("tags=Privacy", "tags-form"),
        ("tags=privacy,", "tags-form"),
        ("tags=privacy,privacy", "tags-form"),
        ("tags=a=b", "tags-form"),
        ("tags=a,b,c,d,e,f,g,h,i", "tags-form"),
        ("order=random", "question-value-wrong"),
        ("pass=6", "question-value-wrong"),
        ("points=2", "question-value-unknown"),
        ("kind=single", "kind-unknown"),
        ("kind=ordr", "kind-unknown"),
        ("kind=order", "kind-form"),
        ("kind=match", "kind-form"),
    ],
)
def test_a_value_that_does_not_fit_is_named(asking, braces, code):
    text = options(("x", "Ask"), (" ", "Wait")).replace("lesson=", f"{braces} lesson=")

    assert asking.faults(text) == [(code, 1)]


def test_a_near_miss_of_a_kind_is_suggested(asking):
    asking.read(options(("x", "Ask"), (" ", "Wait")).replace("lesson=", "kind=numbr lesson="))

    assert asking.folder.findings[0].mend == "Did you mean kind=number?"
