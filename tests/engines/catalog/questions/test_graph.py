"""The graph check agrees with walking every way of a drill, one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog.model import Option, Step
from university.engines.catalog.questions.graph import check_graph, reachable
from university.engines.markup import SafeHTML

NAMES = ("one", "two", "three", "four", "five")


def option(letter, leads_to, points, is_critical):
    return Option(
        id=letter,
        text=SafeHTML("x"),
        feedback=SafeHTML("y"),
        is_right=False,
        leads_to=leads_to,
        points=(("care", points),),
        is_critical=is_critical,
    )


def steps_of(links):
    return [
        Step(
            id=name,
            title=name,
            text=SafeHTML(),
            options=tuple(option(letter, *link) for letter, link in zip("abc", ways, strict=False)),
        )
        for name, ways in links.items()
    ]


@st.composite
def drills(draw, *, may_turn_back):
    """Steps whose options lead anywhere, or only to later ones."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    links = {}
    for place, name in enumerate(names):
        targets = names if may_turn_back else names[place + 1 :]
        link = (
            st.tuples(st.sampled_from(targets), st.integers(-2, 3), st.booleans())
            if targets
            else st.nothing()
        )
        fewest = 1 if name == names[0] else 0
        links[name] = draw(st.lists(link, min_size=fewest, max_size=3)) if targets else []
    return links


def places(links, pass_points):
    """Give each fault with the place of its step, counted from one."""
    found = []
    check_graph(
        steps_of(links),
        pass_points,
        0,
        {name: place for place, name in enumerate(links, 1)},
        lambda line, code, _message, _mend: found.append((line, code)),
    )
    return found


def codes(links, pass_points):
    return [code for _, code in places(links, pass_points)]


def runs_in_a_circle(links, here, seen=()):
    return here in seen or any(runs_in_a_circle(links, to, (*seen, here)) for to, _, _ in links[here])


def met(links, here, seen=frozenset()):
    ways = [to for to, _, _ in links[here] if to not in seen]
    return {here}.union(*(met(links, to, seen | {here}) for to in ways))


def ways(links, here, points=0, is_critical=False):
    if not links[here]:
        yield points, is_critical
    for to, more, fails in links[here]:
        yield from ways(links, to, points + more, is_critical or fails)


@given(drills(may_turn_back=True))
def test_a_step_is_reached_if_a_way_meets_it(links):
    assert reachable(steps_of(links)) == met(links, NAMES[0])


@given(drills(may_turn_back=True))
def test_a_circle_is_found_wherever_it_lies(links):
    found = [line for line, code in places(links, 1) if code == "drill-circle"]

    has_circle = any(runs_in_a_circle(links, name) for name in links)
    turning = [
        place
        for place, name in enumerate(links, 1)
        if any(name in met(links, to) for to, _, _ in links[name])
    ]

    assert bool(found) == has_circle
    assert set(found) <= set(turning)


@given(drills(may_turn_back=True))
def test_each_step_that_no_way_meets_is_named(links):
    lost = [place for place, name in enumerate(links, 1) if name not in met(links, NAMES[0])]

    assert [line for line, code in places(links, 1) if code == "drill-step-unreachable"] == lost


@given(drills(may_turn_back=False), st.integers(1, 6))
def test_the_points_tell_good_ways_from_bad_ones(links, pass_points):
    passed = [points >= pass_points and not fails for points, fails in ways(links, NAMES[0])]

    found = [code for code in codes(links, pass_points) if code.startswith("drill-pass")]

    if all(passed):
        assert found == ["drill-pass-always"]
    elif not any(passed):
        assert found == ["drill-pass-unreachable"]
    else:
        assert found == []


@pytest.mark.parametrize("count", [3_000])
def test_a_drill_of_thousands_of_steps_is_walked_without_a_fault(count):
    links = {f"s{n}": [(f"s{n + 1}", 1, False), (f"s{n + 1}", 0, True)] for n in range(count)}

    assert codes(links | {f"s{count}": []}, count) == []
    assert codes(links | {f"s{count}": []}, count + 1) == ["drill-pass-unreachable"]
