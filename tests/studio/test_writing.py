"""The pages of an author: desk, editor, two people on one file, adding, reviewing, publishing."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from tests import databases
from tests.factories import people
from tests.page import text
from university.base.actor import COMMAND
from university.engines.catalog.skeleton import new_lesson
from university.outbox.models import Message
from university.storage import work
from university.studio import queries, services

HERE = "/studio/smu-110/"
FILE = f"{HERE}files/put-it-in-the-post.md"


@pytest.fixture(params=["sqlite"])
def database_url(request, template, tmp_path):
    """These pages say the same on either database; their services run on both."""
    return databases.fresh_sqlite(template, tmp_path)


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"embed_hosts": ["videos.example"]})


@pytest.fixture
def live(session, folder, now):
    found = services.read_content(folder)
    with work.transaction(session):
        services.load_content(session, found, by=COMMAND, now=now)


@pytest.fixture
def owner(session, live):
    return people.employee(session, "author", employee_number="LG-0012", name="Tomasz Wilk")


@pytest.fixture
def other(session, live):
    return people.employee(session, "author", employee_number="LG-0013", name="Hana Sato")


@pytest.fixture
def desk(owner, page_of):
    return page_of(owner)


def form(page, path=FILE):
    """What the editor sends if nothing is changed."""
    html = page.get(path).get_data(as_text=True)
    seen = re.search(r'name="seen" type="hidden" value="([^"]*)"', html)
    body = re.search(r'<textarea[^>]*name="body"[^>]*>\r?\n?(.*?)</textarea>', html, re.DOTALL)
    return {
        "seen": seen[1],
        "body": body[1].replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&"),
    }


def typed(page, old="title: Put it in the post", new="title: Put it in each post", path=FILE):
    """The form with a change in its text."""
    sent = form(page, path)
    assert old in sent["body"]
    return sent | {"body": sent["body"].replace(old, new)}


def drafts(session):
    session.rollback()
    return {draft.path: draft for draft in queries.list_drafts(session, "smu-110")}


def png(width=8):
    body = io.BytesIO()
    Image.new("RGB", (width, 8), "navy").save(body, "PNG")
    return body.getvalue()


def test_the_desk_lists_the_files_in_the_order_of_reading(desk):
    shown = text(desk.get(HERE))

    order = ["course.md", "Why we say it", "your-job-counts.md", "put-it-in-the-post.md", "Traps", "quiz.md"]
    assert sorted(order, key=shown.index) == order
    assert "No errors" in shown
    assert "Owned by Tomasz Wilk" in shown


def test_the_desk_says_who_uses_the_course(desk):
    shown = text(desk.get(HERE))

    assert "0 in progress, 0 completed." in shown
    assert "(cert-enthusiast)" in shown


def test_a_warning_stands_in_the_editor_and_on_the_desk(desk):
    sent = typed(desk, "minutes: 3", "minutes: 9")
    desk.post(FILE, **sent)

    assert "1 warning" in text(desk.get(HERE))
    assert "This lesson takes 9 minutes" in text(desk.get(FILE))


def test_an_unknown_course_is_not_found_and_learners_have_no_part(session, desk, page_of):
    desk.get("/studio/smu-999/", status=404)
    desk.get(f"{HERE}files/nothing.md", status=404)
    desk.get(f"{HERE}files/..%2fcourse.md", status=404)
    page_of(people.employee(session)).get(HERE, status=403)


def test_a_draft_is_saved_and_readers_see_nothing_of_it(session, desk):
    shown = text(desk.follow(FILE, **typed(desk)))

    assert "Draft by Tomasz Wilk" in shown
    assert b"title: Put it in each post" in drafts(session)["put-it-in-the-post.md"].body
    assert "Put it in the post" in text(desk.get("/courses/smu-110/put-it-in-the-post/"))


def test_a_file_opened_and_saved_as_it_was_makes_no_draft(session, desk):
    desk.post(FILE, **form(desk))

    assert drafts(session) == {}


def test_line_ends_of_the_file_stay(session, desk, folder):
    path = folder / "courses/smu-110/put-it-in-the-post.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    desk.post(FILE, **typed(desk))

    body = drafts(session)["put-it-in-the-post.md"].body
    assert body == path.read_bytes().replace(b"Put it in the post", b"Put it in each post", 1)


@pytest.mark.parametrize("host", ["videos.example", "films.example"])
def test_an_embed_from_a_host_that_the_site_does_not_show_is_told_in_the_editor_and_before_publishing(
    desk, host
):
    desk.post(FILE, **typed(desk, "## ", f"::: embed\n[A film](https://{host}/42)\n:::\n\n## "))

    told = "This site loads nothing from films.example, so this embed stays a link."
    shown = [told in text(desk.get(path)) for path in (FILE, HERE, f"{HERE}publish")]
    assert shown == [host == "films.example"] * 3


def test_the_editors_script_is_told_the_time_the_text_and_the_findings(desk):
    sent = typed(desk, "## ", "[dead](nowhere.md)\n\n## ")

    told = desk.post(FILE, status=200, json=True, **sent).get_json()

    assert told["saved_at_words"] == "Draft saved 10:00"
    assert "nowhere.md" in told["findings"]
    assert 'data-line="' in told["findings"]
    assert "Draft by Tomasz Wilk" in told["state"]
    desk.post(FILE, status=200, json=True, body=sent["body"] + "\nMore.", seen=told["seen"])


def test_the_second_of_two_sees_both_texts_and_saves_after_looking(session, desk, page_of):
    administrator = page_of(people.employee(session, "admin", name="Oliver Finch"))
    mine, theirs = typed(desk), typed(administrator, new="title: Put it in <any> post")
    administrator.post(FILE, **theirs)

    told = desk.post(FILE, status=409, json=True, **mine).get_json()
    page = desk.post(FILE, status=409, **mine)

    assert "Oliver Finch saved this file" in told["reason"]
    shown = text(page)
    assert "Put it in <any> post" in shown
    assert "Put it in each post" in shown
    assert b"<any>" in drafts(session)["put-it-in-the-post.md"].body
    seen = re.search(r'name="seen" type="hidden" value="([^"]*)"', page.get_data(as_text=True))[1]
    desk.post(FILE, body=mine["body"], seen=seen)
    assert b"each" in drafts(session)["put-it-in-the-post.md"].body


def test_a_file_somebody_else_wrote_in_a_moment_ago_says_so(session, desk, page_of):
    administrator = page_of(people.employee(session, "admin", name="Oliver Finch"))
    administrator.post(FILE, **typed(administrator))

    assert "Oliver Finch wrote here at 10:00, a moment ago" in text(desk.get(FILE))
    assert "a moment ago" not in text(administrator.get(FILE))


def test_a_folder_that_changed_under_the_draft_is_shown_with_both_texts(session, desk, folder):
    desk.post(FILE, **typed(desk))
    path = folder / "courses/smu-110/put-it-in-the-post.md"
    path.write_text(path.read_text().replace("title: Put it", "title: Say it"))

    page = desk.get(FILE)

    shown = text(page)
    assert "changed since this draft began" in shown
    assert "title: Say it in the post" in shown
    assert "title: Put it in each post" in shown
    seen = re.findall(r'name="seen" (?:type="hidden" )?value="([^"]*)"', page.get_data(as_text=True))
    assert "Text" in text(desk.follow(f"{FILE}/settle", seen=seen[1]))
    assert list(drafts(session)) == ["put-it-in-the-post.md"]


def test_a_draft_is_discarded_after_a_question(session, desk):
    desk.post(FILE, **typed(desk))
    asked = desk.get(f"{FILE}/discard").get_data(as_text=True)
    seen = re.search(r'name="seen" value="([^"]*)"', asked)[1]

    desk.post(f"{FILE}/discard", seen="older", status=409)
    desk.post(f"{FILE}/discard", seen=seen)

    assert drafts(session) == {}


def test_other_authors_read_and_compare_but_do_not_write(desk, other, page_of):
    desk.post(FILE, **typed(desk))
    reader = page_of(other)

    assert "Save draft" not in text(reader.get(FILE))
    assert "each" in text(reader.get(f"{HERE}compare/"))
    reader.post(FILE, status=403, body="x", seen="")
    for path in ("publish", "lessons/new", "questions/new", "pictures/new"):
        reader.get(f"{HERE}{path}", status=403)
    for path in (f"{FILE}/discard", f"{FILE}/remove"):
        reader.get(path, status=403)


def test_a_preview_renders_by_the_engine_keeps_nothing_and_runs_nothing(session, desk):
    sent = typed(desk, "## ", "<script>alert(1)</script> *soft*\n\n## ")

    whole = desk.post(f"{FILE}/preview", status=200, **sent)
    piece = desk.post(f"{FILE}/preview", status=200, json=True, **sent).get_data(as_text=True)

    assert "Preview of put-it-in-the-post.md" in text(whole)
    assert "<em>soft</em>" in piece
    assert "<script>" not in piece
    assert '<fieldset class="sheet-look__body" disabled>' in piece
    assert drafts(session) == {}


def test_the_quiz_is_previewed_with_its_key_for_those_who_write_it(desk):
    shown = text(desk.get(f"{HERE}files/quiz.md"))

    assert "Single choice · long-heater-post · tests put-it-in-the-post" in shown
    assert "Right: In the first line of the post itself" in shown


def test_a_picture_is_asked_for_its_words_and_shown_in_text_and_preview(session, desk):
    picture = (io.BytesIO(png()), "My Desk!.JPG")
    desk.post(f"{HERE}pictures/new", status=422, file=picture, alt="", into="put-it-in-the-post.md")
    picture = (io.BytesIO(png()), "My Desk!.JPG")
    sent = {"file": picture, "alt": "A desk [tidy]", "into": "put-it-in-the-post.md"}

    shown = desk.follow(f"{HERE}pictures/new", **sent).get_data(as_text=True)

    assert b"\n\n![A desk tidy](my-desk.png)\n" in drafts(session)["put-it-in-the-post.md"].body
    assert f"{HERE}files/my-desk.png/picture" in shown
    answer = desk.client.get(f"{HERE}files/my-desk.png/picture")
    assert (answer.mimetype, answer.data) == ("image/png", png())
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_a_file_of_the_folder_opens_whatever_it_is_called(folder, desk):
    course = folder / "courses/smu-110"
    (course / "My desk_two.PNG").write_bytes(png())
    (course / "caf\u00e9.transcript.md").write_text("Mira says hello.", encoding="utf-8")
    sent = typed(desk, "## The rule", "![Mira at her desk](My%20desk_two.PNG)\n\n## The rule")

    desk.post(FILE, **sent)

    place = f"{HERE}files/My%20desk_two.PNG"
    assert f"{place}/picture" in desk.get(FILE).get_data(as_text=True)
    assert desk.client.get(f"{place}/picture").data == png()
    assert "My desk_two.PNG" in text(desk.get(place))
    assert "Mira says hello." in text(desk.get(f"{HERE}files/caf%C3%A9.transcript.md"))


@pytest.mark.parametrize(
    "name", [".hidden.md", "..%5Ccourse.md", "..%2fcourse.md", "a%00.md", "a%0A.md", "a.exe"]
)
def test_what_cannot_be_written_here_has_no_page(folder, desk, name):
    (folder / "courses/smu-110/.hidden.md").write_text("secret", encoding="utf-8")

    desk.get(f"{HERE}files/{name}", status=404)


@pytest.mark.parametrize(
    "body",
    [b"", b"GIF89a broken", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"],
    ids=["empty", "broken", "a drawing with a script"],
)
def test_what_is_no_picture_is_refused_in_words(session, desk, body):
    for name in ("a.png", "a.svg"):
        sent = {"file": (io.BytesIO(body), name), "alt": "A desk", "into": "quiz.md"}
        told = desk.post(f"{HERE}pictures/new", status=422, json=True, **sent).get_json()
        assert len(told["reason"]) > 20
    assert drafts(session) == {}


def test_a_second_picture_of_the_same_name_gets_a_name_of_its_own(session, desk):
    for width in (8, 9, 9):
        sent = {"file": (io.BytesIO(png(width)), "desk.png"), "alt": "A desk", "into": "quiz.md"}
        desk.post(f"{HERE}pictures/new", status=200, json=True, **sent)

    assert sorted(drafts(session)) == ["desk-2.png", "desk.png"]


def test_a_new_lesson_is_listed_has_the_form_of_every_first_one_and_passes_the_checker(session, desk, now):
    desk.follow(f"{HERE}lessons/new", title='Say "hello"', slug="say-hello", module="1")

    assert sorted(drafts(session)) == ["course.md", "say-hello.md"]
    assert b"[first-line-plain-words, video-and-live, say-hello]" in drafts(session)["course.md"].body
    assert drafts(session)["say-hello.md"].body.decode() == new_lesson(
        "smu-110", "say-hello", 'Say "hello"', now.date()
    )
    assert "No errors" in text(desk.get(HERE))
    desk.post(f"{HERE}lessons/new", status=422, title="X", slug="your-job-counts", module="0")


@pytest.mark.parametrize("kind", ["single choice", "choose all", "put in order", "match", "decision drill"])
def test_a_new_question_of_any_kind_passes_the_checker(desk, kind):
    sent = {"kind": kind, "slug": "brand-new", "file": "quiz.md", "lesson": "your-job-counts"}

    desk.follow(f"{HERE}questions/new", **sent)

    assert "No errors" in text(desk.get(HERE))
    desk.post(f"{HERE}questions/new", status=422, **sent | {"kind": "true or false"})


def test_a_review_is_asked_told_answered_and_shown(session, desk, other, page_of, now):
    desk.post(FILE, **typed(desk))
    asked = desk.follow(f"{HERE}reviews", reviewer=other.id, words="Is the title good?")
    assert "Hana Sato: not answered yet" in text(asked)
    reviewer = page_of(other)
    assert "smu-110 Tomasz Wilk asks since" in text(reviewer.get("/studio/"))
    path = re.search(r'action="([^"]+/answer)"', reviewer.get(f"{HERE}reviews").get_data(as_text=True))[1]

    reviewer.post(path, status=422, answer="changes asked", said="")
    desk.post(path, status=404, answer="agreed", said="")
    reviewer.post(path, answer="changes asked", said="Say <which> post.")

    assert "Hana Sato: changes asked" in text(desk.get(f"{HERE}publish"))
    told = session.query(Message).order_by(Message.id).all()
    assert [(one.employee_id, one.subject) for one in told] == [
        (other.id, "Tomasz Wilk asks you to review smu-110"),
        (drafts(session)["put-it-in-the-post.md"].saved_by_id, "Hana Sato asks for changes in smu-110"),
    ]
    draft = drafts(session)["put-it-in-the-post.md"]
    with work.transaction(session):
        session.get(type(draft), draft.id).saved_at = now + timedelta(minutes=1)
    assert "The drafts changed after this answer" in text(desk.get(f"{HERE}reviews"))


def test_publishing_says_what_stands_in_the_way_and_then_goes_live(session, desk, folder):
    sent = typed(desk, "pass_mark: 80", "pass_mark: 60", f"{HERE}files/course.md")
    desk.post(f"{HERE}files/course.md", **sent)
    page = text(desk.get(f"{HERE}publish"))
    assert "at least “clarify”" in page
    assert "The pass mark went from 80 to 60." in page

    refused = desk.post(f"{HERE}publish", status=422, level="typo", shown="typo", note="")
    looked = desk.post(f"{HERE}publish", status=200, level="material", note="Sixty.", look="y")
    unseen = desk.post(f"{HERE}publish", status=422, level="clarify", shown="typo", note="Sixty is enough.")
    desk.post(f"{HERE}publish", level="clarify", shown="clarify", note="Sixty is enough.")

    assert "Nothing was published" in text(refused)
    assert "You chose “clarify”. Look at what it does to people, then publish." in text(unseen)
    assert "declared material" in text(looked)
    assert "Sixty is enough." in (folder / "courses/smu-110/course.md").read_text()
    assert "version 2" in text(desk.get(HERE))
    assert drafts(session) == {}


def test_a_course_with_an_error_offers_no_button_to_publish(desk):
    desk.post(FILE, **typed(desk, "objective:", "objectiv:"))

    shown = text(desk.get(f"{HERE}publish"))

    assert "Mend this first" in shown
    assert "Publish now" not in shown
    desk.post(f"{HERE}publish", status=422, level="typo", note="")


def test_a_course_is_written_from_nothing_to_live(session, desk, folder):
    desk.post("/studio/new", status=422, title="Answer", slug="smu-101")
    desk.post("/studio/new", status=422, title="Answer", slug="Not A Name")
    shown = text(desk.follow("/studio/new", title="Answer in public", slug="smu-900"))
    assert "Answer in public" in shown
    assert "smu-900 3 drafts" in text(desk.get("/studio/"))
    assert not (folder / "courses/smu-900").exists()

    desk.post("/studio/smu-900/publish", level="material", shown="material", note="First version.")

    assert "Answer in public" in text(desk.get("/courses/smu-900/"))
    assert "smu-900" in text(desk.get("/studio/"))


def test_a_course_that_is_only_begun_is_its_beginners_alone(desk, other, page_of):
    desk.post("/studio/new", title="Answer in public", slug="smu-900")
    reader = page_of(other)

    reader.get("/studio/smu-900/")
    reader.get("/studio/smu-900/publish", status=403)
    reader.post("/studio/new", status=422, title="Mine", slug="smu-900")
    desk.post("/studio/smu-900/files/course.md", body="---\nowners: [", seen="", status=409)
    desk.get("/studio/smu-900/publish")
