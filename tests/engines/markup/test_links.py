"""One rule says where links may lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.markup.links import are_pictures, is_external, is_media, is_safe_href

SAFE = [
    "https://x.example",
    "http://x.example:8080/a?b=c#d",
    "HTTPS://X.example/",
    "https://exämple.example/ü",
    "https://x.example/a%20b",
    "mailto:desk@larkenfield.example",
    "mailto:desk@larkenfield.example?subject=Help",
    "/courses/",
    "other.md",
    "../other.md#part",
    "#part",
    "?page=2",
    "a/b:c",
]
UNSAFE = [
    "",
    ":",
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,x",
    "tel:1",
    "x:y",
    "//x.example",
    "///x.example",
    "https:x.example",
    "https:///x",
    "http://",
    "http://[",
    "http://x.example:99999999/",
    "http://me:secret@x.example",
    "mailto:",
    "mailto:x",
    "a b",
    "a\nb",
    "a\u202eb",
    "a\u2028b",
    "a%0Ab",
    "a%E2%80%8Bb",
    "\\x",
]


@pytest.mark.parametrize("href", SAFE)
def test_a_link_to_a_page_or_a_person_is_safe(href):
    assert is_safe_href(href)


@pytest.mark.parametrize("href", UNSAFE)
def test_any_other_link_is_not(href):
    assert not is_safe_href(href)


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(href):
    assert is_safe_href(href) in {True, False}


@pytest.mark.parametrize(
    ("href", "expected"), [("https://x.example", True), ("/x", False), ("mailto:a@b", False)]
)
def test_only_web_addresses_leave_the_site(href, expected):
    assert is_external(href) is expected


STORED = f"/media/{'a' * 64}"


@pytest.mark.parametrize(
    ("tag", "src"),
    [
        ("img", f"{STORED}.png"),
        ("img", f"{STORED}-480.webp"),
        ("img", f"{STORED}.svg"),
        ("video", f"{STORED}.webm"),
        ("audio", f"{STORED}.wav"),
        ("track", f"{STORED}.vtt"),
    ],
)
def test_media_come_from_our_own_store(tag, src):
    assert is_media(tag, src)


@pytest.mark.parametrize(
    ("tag", "src"),
    [
        ("img", f"/media/{'a' * 63}.png"),
        ("img", f"/{STORED}.png"),
        ("img", f"{STORED}.png\n"),
        ("img", f"{STORED}-0.png"),
        ("img", f"https://x.example{STORED}.png"),
        ("img", f"{STORED}.webm"),
        ("video", f"{STORED}.svg"),
        ("video", f"{STORED}-480.webm"),
        ("track", f"{STORED}.png"),
        ("iframe", f"{STORED}.png"),
    ],
)
def test_nothing_else_is_shown_as_media(tag, src):
    assert not is_media(tag, src)


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        (f"{STORED}-480.png 480w, {STORED}-960.png 960w", True),
        (f"{STORED}-480.png 480w", True),
        (f"{STORED}-480.png", False),
        (f"{STORED}-480.png 2x", False),
        (f"{STORED}-480.png 0w", False),
        (f"{STORED}-480.png 480w, https://x.example/x.png 960w", False),
        (f"{STORED}-480.png 480w,{STORED}-960.png 960w", False),
        (", ".join([f"{STORED}-480.png 480w"] * 7), False),
        ("", False),
    ],
)
def test_every_width_of_a_picture_is_our_own(srcset, expected):
    assert are_pictures(srcset) is expected
