"""The access table on the page is the one that the command prints."""

from tests import printed


def test_the_page_shows_the_access_table_as_it_is():
    assert printed.between(printed.ACCESS, "access") == printed.access()
