"""Warnings are few and true: each stands at its line, keeps nothing from loading, and can be answered."""

from datetime import date

import pytest

from university.engines.catalog import check, read_catalog
from university.engines.catalog.model import Severity
from university.engines.catalog.quality.words import grade, passives_in, sentences_of, words_of

TODAY = date(2026, 11, 22)
COURSE = "courses/smu-110/course.md"
LESSON = "courses/smu-110/first-line.md"
QUIZ = "courses/smu-110/quiz.md"
POLICY = "policies/five-principles.md"
LONG = " ".join(["word"] * 31).capitalize() + "."


def warnings(tree, today=TODAY):
    return [(found.path, found.line, found.code) for found in check(tree.root, today=today)]


def test_the_least_folder_gives_no_warning(tree):
    assert warnings(tree) == []


def test_an_item_with_warnings_only_is_loaded(tree):
    tree.edit(LESSON, "Mira types.", LONG)

    (finding,) = check(tree.root, today=TODAY)

    assert finding.severity is Severity.WARNING
    assert list(read_catalog(tree.root).catalog.courses) == ["smu-110"]


def test_a_course_with_an_error_gets_its_warnings_afterward(tree):
    tree.edit(LESSON, "Mira types.", f"{LONG}\n\n[x](gone.md)")

    assert warnings(tree) == [(LESSON, 9, "link-dead")]


def test_a_sentence_is_counted_from_its_own_line(tree):
    tree.edit(LESSON, "Mira types.", f"Mira\ntypes. A\n{LONG}")

    assert warnings(tree) == [(LESSON, 8, "sentence-long")]


@pytest.mark.parametrize(
    "text",
    [
        f"```text\n{LONG}\n```",
        f"::: posts\n**Bad:** {LONG}\n\n**Better:** {LONG}\n:::",
        f"| a |\n|---|\n| {LONG} |",
        f"![{LONG}](post.png)",
        " ".join(["Mira types."] * 40),
    ],
    ids=["code", "posts", "table", "picture", "short sentences"],
)
def test_not_everything_is_a_sentence(tree, picture, text):
    tree.write("courses/smu-110/post.png", picture())
    tree.edit(LESSON, "Mira types.", f"{text}\n\n![Mira at her desk](post.png)")

    assert "sentence-long" not in {code for _, _, code in warnings(tree)}


def test_an_option_and_its_feedback_are_two_sentences(tree):
    half = " ".join(["word"] * 20)
    tree.edit(
        QUIZ,
        "The tag of our newest campaign\n  Nobody outside can read it, so it tells nothing.",
        f"{half}\n  {half}",
    )

    assert warnings(tree) == []


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2099, 5, 31), []), (date(2099, 6, 1), [(COURSE, 9, "review-past"), (LESSON, 6, "review-past")])],
    ids=["on the day", "on the day after"],
)
def test_a_review_is_past_on_the_day_after(tree, today, expected):
    tree.edit(LESSON, "---\nMira", "review_by: 2099-05-31\n---\nMira")

    found = [one for one in warnings(tree, today) if one[0].startswith("courses")]

    assert found == expected


def test_long_is_by_the_words_when_the_key_is_modest(tree):
    tree.edit(LESSON, "Mira types.", "Mira types a word. " * 270)

    assert warnings(tree) == [(LESSON, 4, "lesson-long")]


def test_a_practice_question_tests_the_objective(tree):
    body = (tree.root / LESSON).read_text()
    tree.write("courses/smu-110/last-line.md", body.replace("#where-to", "#where-else"))
    tree.edit(COURSE, "[first-line]", "[first-line, last-line]")
    tested = warnings(tree)

    tree.write("courses/smu-110/last-line.md", body.split("\n## ")[0])

    assert tested == []
    assert warnings(tree) == [("courses/smu-110/last-line.md", 5, "objective-untested")]


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("Never by hand", "Never by mail", []),
        ("By hand", "Never by mail", [(QUIZ, 5, "absolute-words")]),
        ("By hand", "You must always ask", [(QUIZ, 5, "absolute-words")]),
        ("By hand", "Large enough for all to read", []),
    ],
    ids=["in both", "at the start", "behind must", "as part of the scene"],
)
def test_an_absolute_word_is_a_sign_only_where_it_judges(tree, right, wrong, expected):
    tree.edit(QUIZ, "The tag of our newest campaign", wrong)
    tree.edit(QUIZ, "The job", right)

    assert warnings(tree) == expected


@pytest.mark.parametrize(
    ("alt", "is_thin"),
    [("post.png", True), ("Image of a post", True), ("A post", True), ("A post with its first line", False)],
)
def test_the_words_of_a_picture_say_its_point(tree, picture, alt, is_thin):
    tree.write("courses/smu-110/post.png", picture())
    tree.edit(LESSON, "Mira types.", f"Mira\n![{alt}](post.png)")

    assert warnings(tree) == [(LESSON, 8, "alt-thin")] * is_thin


ASKED = "## What comes {place}? {{#what-{place} lesson=first-line}}\n"
WHY = "  Somebody out there reads it like that.\n"


def quiz_of(*rights):
    """A quiz with as many questions, whose right option is told and whose wrong one has six letters."""
    questions = [
        ASKED.format(place=f"n{number}") + f"- [ ] Letter\n{WHY}- [x] {right}\n{WHY}"
        for number, right in enumerate(rights)
    ]
    return "---\ncourse: smu-110\n---\n" + "\n".join(questions)


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        (["Longer one"] * 3, []),
        (["Longer one"] * 2 + ["Short"] * 2, []),
        (["Longer one"] * 3 + ["Short"], [(QUIZ, 4, "right-longest")]),
        (["Longer one"] + ["Short"] * 3, [(QUIZ, 10, "right-shortest")]),
        (["Lettre"] * 6, []),
    ],
    ids=["too few", "in half", "in more than half", "shortest", "as long"],
)
def test_length_tells_only_where_it_is_so_in_more_than_half(tree, rights, expected):
    tree.write(QUIZ, quiz_of(*rights))

    assert warnings(tree) == expected


SHORT = "No."
DRILL = """\
### One
A.

- [x] a (+1 care)
  {why} [On](#two)
- [ ] b (critical)
  {why} [On](#two)

### Two
B.

- [x] c (+1 care)
  {short} [On](#end)
- [ ] d
  {why} [On](#end)

### End
C.
"""
KINDS = {
    "choices": ("- [x] a\n  {why}\n- [ ] b\n  {short}\n", "", 7),
    "order": ("1. a\n   {why}\n2. b\n   {short}\n3. c\n   {why}\n", "kind=order", 7),
    "match": ("| l | r | w |\n|---|---|---|\n| a | b | {why} |\n| c | d | {short} |\n", "kind=match", 8),
    "number": ("- [x] 4\n  {why}\n- [ ] Anything else\n  {short}\n", "kind=number", 7),
    "drill": (
        DRILL,
        "kind=drill pass=1",
        16,
    ),
}


@pytest.mark.parametrize(("body", "values", "line"), KINDS.values(), ids=KINDS)
def test_feedback_is_found_at_the_line_of_its_option(tree, body, values, line):
    asked = f"---\ncourse: smu-110\n---\n## What first? {{#what-first lesson=first-line {values}}}\n"
    tree.write(QUIZ, asked + body.format(why=WHY.strip(), short=SHORT))

    assert warnings(tree) == [(QUIZ, line, "feedback-length")]


def accepting(tree, name, code):
    tree.edit(
        name,
        "course: smu-110" if name != COURSE else "audience",
        f"accept:\n  - {{warning: {code}, because: So.}}\n"
        + ("course: smu-110" if name != COURSE else "audience"),
    )


@pytest.mark.parametrize("name", [COURSE, LESSON])
def test_a_warning_can_be_accepted_in_its_file_or_for_the_whole_course(tree, name):
    tree.edit(LESSON, "Mira types.", LONG)
    accepting(tree, name, "sentence-long")

    assert warnings(tree) == []


def test_a_quiz_accepts_for_itself_only(tree):
    tree.edit(LESSON, "Mira types.", LONG)
    accepting(tree, QUIZ, "sentence-long")

    assert warnings(tree) == [(LESSON, 7, "sentence-long"), (QUIZ, 3, "accept-unused")]


def test_a_policy_accepts_for_itself(tree):
    tree.edit(POLICY, "Be kind.", LONG)
    tree.edit(POLICY, "owners:", "accept:\n  - {warning: sentence-long, because: It is quoted.}\nowners:")

    assert warnings(tree) == []


def test_what_the_reading_of_a_policy_warns_of_is_told(tree):
    tree.edit(POLICY, "Be kind.", "Be kind.\n\n*[FTC]: Federal Trade Commission")

    assert warnings(tree) == [(POLICY, 10, "abbreviation-unused")]
    assert list(read_catalog(tree.root).catalog.policies) == ["five-principles"]


EMBED = "Look.\n\n> ::: embed\n> [A film](https://{host}/42)\n> :::\n"


@pytest.mark.parametrize(
    ("host", "hosts", "expected"),
    [
        ("films.example", {"videos.example"}, [("embed-not-allowed", LESSON, 9)]),
        ("films.example", set(), [("embed-not-allowed", LESSON, 9)]),
        ("films.example", {"films.example"}, []),
        ("Films.Example:443", {"films.example"}, []),
        ("films.example:8443", {"films.example"}, [("embed-not-allowed", LESSON, 9)]),
        ("films.example", None, []),
    ],
    ids=["another host", "no host", "this host", "this host in full", "its other port", "no list is known"],
)
def test_an_embed_of_a_host_that_the_site_does_not_show_is_told_where_the_hosts_are_known(
    tree, host, hosts, expected
):
    tree.edit(LESSON, "Mira types.", EMBED.format(host=host))

    found = check(tree.root, today=TODAY, embed_hosts=hosts)

    assert [(finding.code, finding.path, finding.line) for finding in found] == expected


def test_an_embed_in_a_policy_is_looked_at_too(tree):
    tree.edit(POLICY, "Be kind.", EMBED.format(host="films.example"))

    found = check(tree.root, today=TODAY, embed_hosts=set())

    assert [(finding.code, finding.path) for finding in found] == [("embed-not-allowed", POLICY)]


@pytest.mark.parametrize("hosts", [{"videos.example"}, None], ids=["the hosts are known", "no list is known"])
def test_an_accepted_embed_is_silent_whether_the_hosts_are_known_or_not(tree, hosts):
    tree.edit(LESSON, "Mira types.", EMBED.format(host="films.example"))
    accepting(tree, LESSON, "embed-not-allowed")

    assert check(tree.root, today=TODAY, embed_hosts=hosts) == []


@pytest.mark.parametrize("code", ["sentence-longer", "raw-html", "accept-unused"])
def test_only_the_code_of_a_warning_can_be_accepted(tree, code):
    accepting(tree, LESSON, code)

    (finding,) = check(tree.root, today=TODAY)

    assert (finding.path, finding.line, finding.code) == (LESSON, 3, "value-wrong")
    assert "is not the code of a warning" in finding.message


def test_a_warning_of_the_reading_can_be_accepted_too(tree, picture):
    tree.write("courses/smu-110/unused.png", picture())
    found = warnings(tree)

    accepting(tree, COURSE, "media-unused")

    assert found == [("courses/smu-110/unused.png", 1, "media-unused")]
    assert warnings(tree) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two", ["One.", "Two"]),
        ("Dr. Who is here. She left.", ["Dr. Who is here.", "She left."]),
        ("He asked: “Why?” Nobody knew.", ["He asked:", "“Why?”", "Nobody knew."]),
        ("It costs 4.50 dollars, e.g. Today.", ["It costs 4.50 dollars, e.g. Today."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text, expected):
    assert [sentence for _, sentence in sentences_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [("up-to-date", 1), ("it’s 10,000 at 9:30", 4), ("see reg-510/a", 2), ("— “”", 0)],
)
def test_a_word_is_what_a_reader_would_count(text, count):
    assert len(words_of(text)) == count


def test_the_reading_grade_is_the_published_formula():
    letters, words, sentences = 20, 5, 1

    assert grade(["abcd abcd abcd abcd abcd."]) == pytest.approx(
        4.71 * letters / words + 0.5 * words / sentences - 21.43
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was written and is often shared.", 2),
        ("The post has been seen by all.", 1),
        ("She is tired and he is interested.", 0),
        ("Mira wrote it. It is red.", 0),
    ],
)
def test_the_passive_voice_is_told_by_its_verbs(text, count):
    assert passives_in(text) == count


def test_the_content_that_comes_with_the_project_has_no_finding():
    from university.base import resources

    assert [str(finding) for finding in check(resources.folder("content"), today=TODAY)] == []
