"""What somebody has begun leads to the nearest certification that asks for it, and not to every one."""

from university.home.rules import Way, heading_for

FIRST = Way(certification="first", wants=frozenset({"a", "b"}), open_steps=2, was_held=False)
FAR = Way(certification="far", wants=frozenset({"a", "b", "c", "d"}), open_steps=4, was_held=False)


def test_nobody_is_heading_for_anything_before_the_first_step():
    assert heading_for([FIRST, FAR], []) == set()


def test_what_several_ask_for_leads_to_the_nearest():
    assert heading_for([FAR, FIRST], ["a"]) == {"first"}


def test_what_no_nearer_one_asks_for_leads_farther():
    assert heading_for([FIRST, FAR], ["c"]) == {"far"}
    assert heading_for([FIRST, FAR], ["a", "c"]) == {"first", "far"}


def test_one_that_was_held_stays_on_the_way_and_explains_its_steps():
    held = Way(certification="held", wants=FAR.wants, open_steps=4, was_held=True)

    assert heading_for([FIRST, held], []) == {"held"}
    assert heading_for([FIRST, held], ["a", "c"]) == {"held"}
