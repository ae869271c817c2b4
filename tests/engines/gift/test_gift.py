"""GIFT in and out: every item is taken, changed or refused with its reason, and nothing is lost in silence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog.arrivals import Arrival
from university.engines.catalog.model import Option, Question, QuestionKind
from university.engines.gift import read_gift, write_gift
from university.engines.gift.markdown import WrittenOption, WrittenQuestion, escape, to_markdown
from university.engines.markup import render
from university.engines.markup.safe_html import SafeHTML

FILE = r"""
// Exported by another system
$CATEGORY: Social/Disclosure

// [id:who-speaks] [tag:privacy] [tag:Two Words]
::Who speaks?:: Mira shares our film with two friends. What does she add? {
	=That she works here#Yes. Friends need to know.
	~%50%Nothing#They cannot know.
	~A tag \#LkfT#Nobody outside knows it.
}

::tf::Crisis teams answer within an hour.{T#No, they promise it.#Yes, that is the promise.}

Which of these are public? {
~%50%A price list on the site
~%50%A press release
~%-100%A draft budget
}

Say who you are in one word: {=disclosure =%50%honesty#Close.####Think of the rule in one sentence.}

Match each network with its use. {=LinkedIn -> Trade news =Instagram -> Pictures from the shop}

How many attempts do you have? {#3}

How many hours until the next row? {#=24:1#Right, about a day. =%50%48#Too many. ~#Look at the quiz page.}

Between which years? {#2010..2012}

[html]<p>Two <b>signs</b>: 5 &lt; 6 \= true</p>{=yes ~no}

An employee must {=say ~hide} who they work for.

Write about your week. {}

This only tells something.

Broken {~a ~b}
"""


def taken(text: str, **options):
    (one,) = read_gift(text, **({"lesson": "show"} | options))
    return one


@pytest.fixture(scope="module")
def items():
    return read_gift(FILE, lesson="show")


def test_every_item_is_accounted_for(items):
    assert [one.arrival for one in items].count(Arrival.REFUSED) == 3
    assert len(items) == 13


def test_single_choice_keeps_id_feedback_and_good_tags(items):
    first = items[0]

    assert first.question == WrittenQuestion(
        id="who-speaks",
        stem="Mira shares our film with two friends. What does she add?",
        options=(
            WrittenOption(words="That she works here", feedback="Yes. Friends need to know.", is_right=True),
            WrittenOption(words="Nothing", feedback="They cannot know."),
            WrittenOption(words="A tag #LkfT", feedback="Nobody outside knows it."),
        ),
        lesson="show",
        tags=("privacy",),
    )
    assert first.reasons == (
        "Part of the credit for a wrong option is not kept.",
        "Tags that are not lower-case words joined by hyphens were left out.",
    )


def test_true_or_false_gives_the_feedback_on_the_wrong_answer_first(items):
    assert items[1].question.options == (
        WrittenOption(words="True", feedback="Yes, that is the promise.", is_right=True),
        WrittenOption(words="False", feedback="No, they promise it."),
    )
    assert items[1].arrival is Arrival.TAKEN


def test_weights_make_choose_all(items):
    assert [option.is_right for option in items[2].question.options] == [True, True, False]
    assert "3 of 3 options have no feedback: the checker asks for it." in items[2].reasons


def test_short_answers_end_with_everything_else(items):
    assert items[3].question.kind == "text"
    assert [(one.words, one.is_right, one.feedback) for one in items[3].question.options] == [
        ("disclosure", True, "Think of the rule in one sentence."),
        ("honesty", False, "Close."),
        ("Anything else", False, "Think of the rule in one sentence."),
    ]


def test_pairs_become_a_match(items):
    assert items[4].question.kind == "match"
    assert [(one.words, one.partner) for one in items[4].question.options] == [
        ("LinkedIn", "Trade news"),
        ("Instagram", "Pictures from the shop"),
    ]


def test_numbers_keep_their_tolerance(items):
    written = [[(one.words, one.is_right) for one in items[spot].question.options] for spot in (5, 6, 7)]

    assert written == [
        [("3", True), ("Anything else", False)],
        [("24 ± 1", True), ("48", False), ("Anything else", False)],
        [("2010 to 2012", True), ("Anything else", False)],
    ]


def test_html_loses_its_tags_and_keeps_its_words(items):
    assert items[8].question.stem == "Two signs: 5 < 6 = true"
    assert "HTML was taken off; look at the words." in items[8].reasons


def test_a_missing_word_becomes_a_gap(items):
    assert items[9].question.stem == "An employee must ____ who they work for."


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("Write. {}", "It asks for a free text, which only a person could mark."),
        ("Only words.", "It asks nothing: there are no answers in braces."),
        ("Which? {~a ~b}", "It has no right answer, so nothing could be marked."),
        ("How many? {#many}", "'many' is not a number."),
        ("Match. {=a -> =b -> c}", "Some of its pairs have one side only."),
        (
            "Match. {=a -> x =b -> x}",
            "Two of its pairs have the same right side, so one could not tell them apart.",
        ),
        ("What? {hello}", "Its answers are not in a form that GIFT knows."),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(item, reason):
    refused = taken(item)

    assert (refused.arrival, refused.reasons, refused.question) == (Arrival.REFUSED, (reason,), None)


def test_an_id_that_the_course_has_is_replaced_and_said():
    again = taken("::who:: Who? {=a#x ~b#y}", taken_ids=["who", "who-2"])

    assert again.question.id == "who-3"
    assert again.reasons == ("The id 'who' is taken here, so it is 'who-3' now.",)


def test_several_full_answers_become_choose_all_and_it_says_so():
    both = taken("Which? {=a#1 =b#2 ~c#3}")

    assert [one.is_right for one in both.question.options] == [True, True, False]
    assert both.reasons == ("One right option was enough; now all of them must be chosen.",)


def option(id_, words, *, right=False, **more):
    return Option(id=id_, text=SafeHTML(words), feedback=SafeHTML(f"Why {id_}."), is_right=right, **more)


def question(kind, *options, **more):
    return Question(
        id="asked", kind=kind, stem=SafeHTML("What <em>first</em>?"), options=options, lesson="show", **more
    )


BACK = {
    QuestionKind.SINGLE: question(
        QuestionKind.SINGLE, option("a", "One: two", right=True), option("b", "A # sign"), tags=("privacy",)
    ),
    QuestionKind.MULTIPLE: question(
        QuestionKind.MULTIPLE, *(option(i, f"Option {i}", right=i != "d") for i in "abcd")
    ),
    QuestionKind.TRUE_FALSE: question(
        QuestionKind.TRUE_FALSE, option("a", "True"), option("b", "False", right=True)
    ),
    QuestionKind.TEXT: question(
        QuestionKind.TEXT,
        option("a", "disclosure", right=True),
        option("b", "honesty"),
        option("c", "Anything else", is_other=True),
    ),
    QuestionKind.NUMBER: question(
        QuestionKind.NUMBER,
        option("a", "24 ± 1", right=True, low=Decimal(23), high=Decimal(25)),
        option("b", "48", low=Decimal(48), high=Decimal(48)),
        option("c", "Anything else", is_other=True),
    ),
    QuestionKind.MATCHING: question(
        QuestionKind.MATCHING,
        option("a", "LinkedIn", right=True, partner=SafeHTML("Trade &amp; news")),
        option("b", "Instagram", right=True, partner=SafeHTML("Pictures")),
    ),
}


@pytest.mark.parametrize("kind", BACK)
def test_what_we_write_we_read_again(kind):
    there = BACK[kind]
    back = taken(write_gift([there]).text).question

    assert (back.id, back.lesson, back.tags, back.stem) == ("asked", "show", there.tags, "What first?")
    assert [one.is_right for one in back.options] == [one.is_right for one in there.options]
    if kind is not QuestionKind.MATCHING:
        assert [one.feedback for one in back.options] == [one.feedback for one in there.options]


def test_what_gift_cannot_say_is_named():
    drill = question(QuestionKind.DRILL)
    exported = write_gift([drill, BACK[QuestionKind.MATCHING]])

    assert exported.left_out == (
        ("asked", "GIFT has no decision drills."),
        ("asked", "GIFT keeps no feedback on single pairs."),
    )
    assert "asked" in exported.text


def test_a_section_reads_as_the_quiz_form():
    asked = WrittenQuestion(
        id="who",
        stem="Who?",
        options=(WrittenOption(words="Me", feedback="Yes.", is_right=True), WrittenOption(words="You")),
        lesson="show",
        tags=("privacy", "law"),
    )

    assert to_markdown(asked) == "## Who? {#who lesson=show tags=privacy,law}\n- [x] Me\n  Yes.\n- [ ] You\n"


@given(st.text(max_size=80))
def test_plain_words_stay_exactly_those_words(words):
    seen = " ".join(words.replace("\x00", "\ufffd").split())
    html, _ = render(f"x {escape(words)}")

    assert "<" not in html.replace("<p>", "").replace("</p>", "") or "&lt;" in html
    assert seen.count("*") == html.count("*")


@given(st.text(alphabet="=~#{}:%-> \\\nabT1.[]/$", max_size=120))
def test_nothing_in_a_file_breaks_the_reading(text):
    for one in read_gift(text, lesson="show"):
        assert (one.question is None) == (one.arrival is Arrival.REFUSED)
        assert bool(one.reasons) == (one.arrival is not Arrival.TAKEN)
