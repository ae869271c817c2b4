"""Emblems are drawn from a slug alone, so that a course keeps its face for ever."""

from hypothesis import given
from hypothesis import strategies as st

from university.web.emblem import Shape, emblem


def test_a_slug_always_gives_the_same_shapes():
    assert emblem("smu-101") == [Shape("half", 1, 24, 34, 20, 0), Shape("quarter", 2, 48, 48, 24, 180)]


@given(st.text(max_size=80))
def test_every_slug_gives_two_or_three_shapes_in_rising_tones(slug):
    assert [shape.tone for shape in emblem(slug)] in ([1, 2], [1, 2, 3])


@given(st.text(max_size=80))
def test_every_shape_begins_on_the_sheet(slug):
    assert all(0 <= place <= 48 for shape in emblem(slug) for place in (shape.x, shape.y))
