"""What a reader keeps: bookmarks and private notes, for nobody else, lost by nobody's tab."""

import pytest
from sqlalchemy import func, select

from tests.factories import content, people
from tests.page import forget_visitor, text
from tests.statements import count_statements
from university.engines.catalog.model import ChangeLevel
from university.learning.models import Bookmark, LessonNote
from university.records.models import Fact

HERE = "/courses/smu-1/hats"
MARKER = "quokka-nobody-else-reads-this"


@pytest.fixture
def robin(session):
    content.live(session, content.course())
    return people.employee(session)


@pytest.fixture
def browser(robin, page_of):
    return page_of(robin)


def look(browser, path):
    """Whatever this address says to somebody, also a refusal."""
    forget_visitor()
    return browser.client.get(path).get_data(as_text=True)


def rename(session):
    """The lesson "hats" goes, and "caps" comes instead."""
    lessons = content.lesson("caps"), content.lesson("share")
    content.live(session, content.course("smu-1", *lessons, change=ChangeLevel.MATERIAL, note="Renamed."))


def test_a_bookmark_is_set_and_taken_away_by_saying_which(session, browser):
    browser.post(f"{HERE}/bookmark", wanted="yes")
    browser.post(f"{HERE}/bookmark", wanted="yes")
    marked = session.scalar(select(func.count()).select_from(Bookmark))
    page = browser.get(f"{HERE}/").get_data(as_text=True)

    browser.post(f"{HERE}/bookmark", wanted="no")

    assert marked == 1
    assert 'aria-pressed="true"' in page
    assert session.scalar(select(func.count()).select_from(Bookmark)) == 0


def test_a_script_gets_the_bookmark_button_alone(browser):
    answer = browser.post(f"{HERE}/bookmark", status=200, json=True, wanted="yes").get_data(as_text=True)

    assert answer.strip().startswith('<form class="inline-form" id="bookmark"')
    assert 'aria-pressed="true"' in answer


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/courses/smu-1/nothing/bookmark", {"wanted": "yes"}, 404),
        ("/courses/nothing/hats/bookmark", {"wanted": "yes"}, 404),
        (f"{HERE}/bookmark", {}, 422),
        (f"{HERE}/bookmark", {"wanted": "perhaps"}, 422),
        ("/courses/smu-1/nothing/note", {"text": "Hello.", "revision": "0"}, 404),
        (f"{HERE}/note", {"text": "Hello."}, 422),
        (f"{HERE}/note", {"text": "Hello.", "revision": "9" * 30}, 422),
        (f"{HERE}/note", {"text": "x" * 5001, "revision": "0"}, 422),
    ],
    ids=[
        "no such lesson",
        "no such course",
        "not said",
        "said oddly",
        "a note on no lesson",
        "no revision",
        "too large a revision",
        "too long",
    ],
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(session, browser, path, fields, status):
    browser.post(path, status=status, **fields)

    kept = [session.scalar(select(func.count()).select_from(table)) for table in (Bookmark, LessonNote)]
    assert kept == [0, 0]


def test_a_note_is_kept_and_shown_on_the_lesson_and_leaves_no_fact(session, browser):
    facts = session.scalar(select(func.count()).select_from(Fact))

    browser.post(f"{HERE}/note", text="Ask Amara\r\nabout hats.", revision="0")

    assert session.scalar(select(LessonNote.text)) == "Ask Amara\nabout hats."
    assert "Ask Amara about hats." in text(browser.get(f"{HERE}/"))
    assert session.scalar(select(func.count()).select_from(Fact)) == facts


def test_a_text_of_five_thousand_letters_fits_with_the_line_ends_of_browsers(session, browser):
    browser.post(f"{HERE}/note", text="x" * 4998 + "\r\n" + "y", revision="0")

    assert session.scalar(select(func.length(LessonNote.text))) == 5000


def test_a_script_learns_when_it_was_saved_and_the_new_revision(browser):
    first = browser.post(f"{HERE}/note", status=200, json=True, text="One.", revision="0").get_json()
    again = browser.post(f"{HERE}/note", status=200, json=True, text="One.", revision="0").get_json()
    second = browser.post(f"{HERE}/note", status=200, json=True, text="Two.", revision="1").get_json()

    assert (first["revision"], again["revision"], second["revision"]) == (1, 1, 2)
    assert first["saved_at_words"].startswith("Saved ")


def test_a_second_tab_never_writes_over_the_first_and_sees_both_texts(session, browser):
    browser.post(f"{HERE}/note", text="From the first tab.", revision="0")

    stale = browser.post(f"{HERE}/note", status=409, text="From the second tab.", revision="0")
    told = browser.post(f"{HERE}/note", status=409, json=True, text="From the second tab.", revision="0")

    assert session.scalar(select(LessonNote.text)) == "From the first tab."
    assert "From the first tab." in text(stale)
    assert "From the second tab." in text(stale)
    assert 'name="revision" type="hidden" value="1"' in stale.get_data(as_text=True)
    assert "Your text is safe here" in told.get_json()["reason"]


def test_after_both_texts_were_shown_the_chosen_one_is_kept(session, browser):
    browser.post(f"{HERE}/note", text="First.", revision="0")
    browser.post(f"{HERE}/note", status=409, text="Second.", revision="0")

    browser.post(f"{HERE}/note", text="First. Second.", revision="1")

    assert session.scalar(select(LessonNote.text)) == "First. Second."


def test_an_empty_note_is_deleted_and_an_old_tab_cannot_bring_it_back_unseen(session, browser):
    browser.post(f"{HERE}/note", text=MARKER, revision="0")
    browser.post(f"{HERE}/note", text="", revision="1")

    browser.post(f"{HERE}/note", status=409, text=f"{MARKER} and more", revision="1")

    assert session.scalar(select(LessonNote.text)) == ""
    assert "No notes yet" in text(browser.get("/notes/"))


def test_all_notes_and_bookmarks_stand_on_one_page_the_newest_first(browser, now):
    browser.post("/courses/smu-1/share/bookmark", wanted="yes")
    browser.post(f"{HERE}/note", text="Ask Amara.", revision="0")

    words = text(browser.get("/notes/"))

    assert "About share Course smu-1 · 22 November 2026" in words
    assert "About hats Course smu-1 · 22 November 2026 Ask Amara." in words


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("amara", True), ("ASK amara", True), ("about hats", True), ("bertrand", False), ("%", False)],
    ids=[
        "a word",
        "all words in any case",
        "the lesson's title",
        "another word",
        "a sign that means nothing",
    ],
)
def test_notes_are_found_by_their_words(browser, query, is_found):
    browser.post(f"{HERE}/note", text="Ask Amara.", revision="0")

    words = text(browser.get("/notes/", query_string={"q": query}))

    assert ("Ask Amara." in words) is is_found


def test_a_note_outlives_its_lesson_and_can_still_be_changed(session, browser):
    browser.post(f"{HERE}/note", text="Ask Amara.", revision="0")
    browser.post(f"{HERE}/bookmark", wanted="yes")
    rename(session)

    words = text(browser.get("/notes/"))
    browser.get(f"{HERE}/note")
    led = browser.post(f"{HERE}/note", text="Ask Bo.", revision="1").headers["Location"]

    assert "hats This lesson was renamed or removed." in words
    assert "This lesson was renamed or removed Ask Amara." in words
    assert led == "/notes/"
    assert session.scalar(select(LessonNote.text)) == "Ask Bo."


def test_a_bookmark_of_a_lesson_that_is_gone_can_be_taken_away(session, browser):
    browser.post(f"{HERE}/bookmark", wanted="yes")
    rename(session)

    browser.post(f"{HERE}/bookmark", wanted="no", **{"from": "notes"})

    assert "No bookmarks yet" in text(browser.get("/notes/"))


def test_the_file_of_notes_holds_every_word_and_the_address_of_the_lesson(browser):
    browser.post(f"{HERE}/note", text="Ask *Amara*.\n\n- one", revision="0")

    answer = browser.get("/notes/notes.md")

    assert answer.mimetype == "text/markdown"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.md"'
    assert answer.get_data(as_text=True) == (
        "# My notes\n\nSaved on 2026-11-22.\n\n## Course smu-1\n\n### About hats\n\n"
        "<https://university.larkenfield.example/courses/smu-1/hats/>, written 2026-11-22\n\nAsk *Amara*.\n\n- one\n"
    )


def test_hostile_words_in_a_note_are_words_only(browser):
    browser.post(f"{HERE}/note", text="</textarea><script>alert(1)</script>", revision="0")

    for path in (f"{HERE}/", f"{HERE}/note", "/notes/"):
        assert "<script>alert" not in browser.get(path).get_data(as_text=True)


@pytest.mark.parametrize("roles", [(), ("manager",), ("author",), ("hr",), ("admin",)])
def test_nobody_else_reads_a_note_wherever_they_look(session, robin, browser, page_of, roles):
    browser.post(f"{HERE}/note", text=MARKER, revision="0")
    browser.post(f"{HERE}/done")
    boss = people.employee(session, *roles, employee_number="LG-0011")
    robin.manager_id = boss.id
    session.commit()
    other = page_of(boss)
    paths = [
        f"{HERE}/",
        f"{HERE}/note",
        "/notes/",
        "/notes/notes.md",
        "/courses/smu-1/",
        "/search?q=quokka",
        "/",
        "/studio/smu-1/",
        "/studio/smu-1/statistics/",
        "/studio/smu-1/voices",
        "/records/",
        "/records/export.csv",
        f"/admin/employees/{robin.id}",
    ]

    assert [path for path in paths if MARKER in look(other, path)] == []


def test_notes_and_bookmarks_take_the_same_statements_for_one_and_for_three(session, browser):
    def fill(slug):
        content.live(session, content.course(slug))
        browser.post(f"/courses/{slug}/hats/note", text="Ask.", revision="0")
        browser.post(f"/courses/{slug}/hats/bookmark", wanted="yes")

    fill("smu-1")
    browser.get("/notes/")
    with count_statements(session) as one:
        browser.get("/notes/")
    fill("smu-2")
    fill("smu-3")
    browser.get("/notes/")

    with count_statements(session) as three:
        browser.get("/notes/")

    assert (one.count, three.count) == (4, 4)
