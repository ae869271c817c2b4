"""A letter as a mail: sound headers whatever a name holds, the same words twice, nothing from outside."""

import re
from datetime import UTC, datetime

import pytest
import tinyhtml5
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.factories.messages import part, read
from tests.factories.people import HOSTILE
from university.base.smtp import Undelivered
from university.outbox.documents import MOST_ITEMS, Frame, one_line, write
from university.outbox.rules import ANY_KIND, DIGEST, KIND_BY_NAME, Item, Letter, read_stop_token, sample

KEY = "k" * 40
FRAME = Frame(
    address="https://university.larkenfield.example",
    university="Social Media University",
    company="Larkenfield Group",
    sender="Social Media University <university@larkenfield.example>",
    key=KEY,
)
BREAKS = "\r\nBcc: everybody@larkenfield.example\r\n\r\n<p>body</p>\x00\x85\u2028"


def letter(
    kind="course changed", *, name="Robin Example", email="robin@larkenfield.example", items=1, **special
):
    fields = {
        "subject": "The course changed",
        "words": "Lesson 3 is new.",
        "path": "/courses/smu-1/",
    } | special
    one = KIND_BY_NAME.get(kind, DIGEST)
    return Letter(
        message_id=412,
        queued_at=datetime(2026, 11, 22, 8, 59, 30, tzinfo=UTC),
        kind=one,
        name=name,
        email=email,
        items=(Item(**fields),) * items,
        may_be_stopped=not one.is_mandatory,
    )


def mail(**special):
    return read(write(letter(**special), FRAME, now=NOW))


def test_the_headers_say_who_what_and_when():
    headers = dict(mail().items())

    assert {
        name: headers[name] for name in ("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted")
    } == {
        "Subject": "The course changed",
        "From": "Social Media University <university@larkenfield.example>",
        "To": "Robin Example <robin@larkenfield.example>",
        "Date": "Sun, 22 Nov 2026 09:00:00 +0000",
        "Message-ID": "<412.20261122085930@larkenfield.example>",
        "Auto-Submitted": "auto-generated",
    }


def test_the_same_message_has_the_same_id_at_every_try():
    first, second = (read(write(letter(), FRAME, now=now)) for now in (NOW, NOW.replace(hour=20)))

    assert first["Message-ID"] == second["Message-ID"]


def test_what_can_be_stopped_carries_the_link_for_mail_programs_on_one_line():
    body = write(letter(), FRAME, now=NOW)

    link = re.search(
        rb"^List-Unsubscribe: <https://university.larkenfield.example/unsubscribe/(\S+)>\r$",
        body,
        re.MULTILINE,
    )
    assert read_stop_token(link[1].decode(), KEY) == 412
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in body


def test_what_is_always_sent_says_why_and_has_no_such_link():
    paper = mail(kind="overdue")

    assert paper["List-Unsubscribe"] is None
    assert "Always sent, since it is about a duty" in part(paper, "plain")
    assert "/unsubscribe/" not in part(paper, "plain") + part(paper, "html")


def test_both_parts_hold_the_words_and_the_link_to_the_exact_page():
    paper = mail(path="/courses/smu-1/hats/")

    for kind in ("plain", "html"):
        body = part(paper, kind)
        assert "The course changed" in body
        assert "Lesson 3 is new." in body
        assert "https://university.larkenfield.example/courses/smu-1/hats/" in body
        assert "https://university.larkenfield.example/me/messages" in body


@pytest.mark.parametrize("kind", ANY_KIND.values(), ids=lambda kind: kind.name)
def test_the_html_of_every_kind_is_sound_and_fetches_nothing(kind):
    paper = read(
        write(sample(kind, name="Robin", email="robin@larkenfield.example", now=NOW), FRAME, now=NOW)
    )
    tree = tinyhtml5.parse(part(paper, "html"), namespace_html_elements=False)

    assert paper["Subject"].startswith("Test: ")
    assert len(tree.findall(".//h1")) == 1
    assert not [
        one for one in tree.iter() if one.get("src") or one.get("style") or one.tag in {"link", "script"}
    ]
    assert {one.get("href").split("/")[2] for one in tree.iter("a")} == {"university.larkenfield.example"}
    assert "url(" not in part(paper, "html") + part(paper, "plain")


def test_a_mail_of_the_day_tells_as_much_as_anybody_reads():
    words = part(mail(kind="digest", items=MOST_ITEMS + 2), "plain")

    assert words.count("Lesson 3 is new.") == MOST_ITEMS
    assert "And 2 more: https://university.larkenfield.example/notices/" in words


@pytest.mark.parametrize(
    "text", [HOSTILE, BREAKS, "“Ж”" * 80], ids=["markup", "line breaks", "long and foreign"]
)
def test_hostile_text_is_text_and_adds_no_header(text):
    body = write(letter(name=f"A{text}", subject=f"B{text}", words=f"C{text}"), FRAME, now=NOW)
    paper = read(body)

    assert sorted(paper.keys()) == sorted(mail().keys())
    assert [str(one.addr_spec) for one in paper["To"].addresses] == ["robin@larkenfield.example"]
    assert "<img src=x" not in part(paper, "html")
    assert "<p>body" not in part(paper, "html")
    assert not [line for line in body.split(b"\r\n") if len(line) > 200 or b"\n" in line]


@given(text=st.text(max_size=300))
def test_whatever_a_name_holds_the_headers_stay_the_same_and_can_be_read(text):
    paper = read(write(letter(name=text, subject=text), FRAME, now=NOW))

    assert sorted(paper.keys()) == sorted(mail().keys())
    assert [str(one.addr_spec) for one in paper["To"].addresses] == ["robin@larkenfield.example"]


@given(text=st.text())
def test_one_line_is_one_line(text):
    line = one_line(text)

    assert line.splitlines() in ([line], [])
    assert one_line(line) == line


@pytest.mark.parametrize(
    "email", ["", "robin", "a b@c.example", "x@y.example\r\nBcc: z@y.example", "@", "a@b@c"]
)
def test_what_is_no_address_is_refused_for_ever(email):
    with pytest.raises(Undelivered) as refused:
        mail(email=email)

    assert refused.value.is_final


@pytest.mark.parametrize("token", ["", "412", "412.", "412.x", "x" * 400, "413.{signature}", "é"])
def test_only_what_this_site_signed_stops_anything(token):
    good = re.search(r"/unsubscribe/(\S+?)>", mail()["List-Unsubscribe"])[1]
    signature = good.partition(".")[2]

    assert read_stop_token(good, KEY) == 412
    assert read_stop_token(token.format(signature=signature), KEY) is None
    assert read_stop_token(good, "other" * 8) is None
