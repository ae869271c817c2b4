"""What builds on something stands after it, also where names say otherwise and where a circle slipped in."""

from university.engines.catalog.order import all_before, in_order

WANTED = {"a-last": ["m-middle", "z-first"], "m-middle": ["z-first"], "z-first": [], "b-alone": []}


def test_everything_that_comes_before_is_found_once():
    assert all_before("a-last", WANTED) == ["m-middle", "z-first"]


def test_what_needs_least_comes_first_and_then_the_name_decides():
    assert in_order(WANTED) == ["b-alone", "z-first", "m-middle", "a-last"]


def test_a_circle_and_what_nobody_knows_do_no_harm():
    assert all_before("a", {"a": ["b", "gone"], "b": ["a"]}) == ["b"]
