"""The one place that follows an address given by the browser."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.web import redirects
from university.web.redirects import safe_path

HERE = "https://university.example/courses/"
WORDS = (
    "evil.example",
    "https:",
    "javascript:",
    "//",
    "..",
    "%2F",
    "%5c",
    "%09",
    "\u00a0",
    "\u2028",
    "\x7f",
    "\x1f",
)
PIECES = st.sampled_from([*"/\\@:.?#;&aé。／[] \t\n\r\0", *WORDS])
TARGETS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=8).map("".join))


@given(target=TARGETS)
def test_what_is_followed_stays_on_this_site(target):
    path = safe_path(target)

    if path is not None:
        # A browser drops tabs and line ends, and takes a backslash for a slash.
        as_browser = "".join(c for c in path if c not in "\t\r\n").replace("\\", "/").strip()
        there = urlsplit(urljoin(HERE, as_browser))
        assert (there.scheme, there.netloc) == ("https", "university.example")
        assert path == target


@given(path=st.lists(st.sampled_from("abc-019_~"), max_size=20).map(lambda letters: "/" + "".join(letters)))
def test_a_plain_path_of_ours_is_always_followed(path):
    assert safe_path(path) == path


@pytest.mark.parametrize("target", [None, "", "courses/", "//x", "/\\x", "https://x/", "/a\nb", "/a\x7f"])
def test_anything_else_is_not(target):
    assert safe_path(target) is None


@pytest.mark.parametrize(
    "path", ["/courses/?q=a%20b&q=c", "/admin/employees/7/", "/caf%C3%A9?x=%2F%2Fevil.example"]
)
def test_an_address_is_told_as_it_was_asked_for(app, path):
    with app.test_request_context(path):
        assert redirects.here() == path
