from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from outreach.planning.layers import GAP, Link, layout

NAMES = [f"n{n}" for n in range(12)]
links = st.lists(
    st.builds(Link, st.sampled_from(NAMES), st.sampled_from(NAMES), st.floats(0, 5)), max_size=30
)


def test_whoever_is_deferred_to_stands_above_in_the_middle() -> None:
    found = layout(["a", "b", "top"], [Link("a", "top"), Link("b", "top")])
    assert {id: layer for id, (_, layer) in found.places.items()} == {"top": 0, "a": 1, "b": 1}
    (a, _), (b, _), (top, _) = (found.places[id] for id in ("a", "b", "top"))
    assert top == (a + b) / 2 and abs(a - b) == 1 + GAP


def test_a_circle_is_broken_at_its_weakest_link() -> None:
    found = layout(["a", "b", "c"], [Link("a", "b", 3), Link("b", "c", 1), Link("c", "a", 2)])
    assert found.against == {("b", "c")}
    assert [found.places[id][1] for id in ("b", "a", "c")] == [0, 1, 2]


def test_of_two_that_defer_to_each_other_equally_the_first_link_decides() -> None:
    found = layout(["a", "b"], [Link("b", "a"), Link("a", "b")])
    assert found.against == {("a", "b")} and found.places["a"][1] == 0


def test_a_link_that_passes_a_layer_gets_a_bend_beside_who_stands_there() -> None:
    found = layout(["a", "b", "c"], [Link("a", "b"), Link("b", "c"), Link("a", "c")])
    ((across, layer),) = found.bends["a", "c"]
    assert layer == 1 and across != found.places["b"][0]


def test_those_without_a_tie_stand_in_rows_below_all_others() -> None:
    names = [f"loose{n}" for n in range(7)]
    found = layout([*names, "a", "b"], [Link("a", "b")])
    assert [found.places[id][1] for id in names] == [2] * 6 + [3]


def test_a_broad_layer_goes_on_in_the_next_one() -> None:
    names = [f"n{n:02}" for n in range(60)]
    found = layout([*names, "top"], [Link(id, "top") for id in names])
    layers = [layer for _, layer in found.places.values()]
    assert max(layers.count(layer) for layer in set(layers)) == 8


def test_two_circles_of_people_stand_side_by_side_without_a_gap_between_them() -> None:
    found = layout(["a", "b", "c", "d"], [Link("a", "b"), Link("c", "d")])
    assert found.places == {"a": (0, 1), "b": (0, 0), "c": (1 + GAP, 1), "d": (1 + GAP, 0)}


def test_nothing_is_placed_when_there_is_nobody() -> None:
    assert layout([], []) == ({}, {}, frozenset())


@given(links)
def test_everybody_stands_below_whom_they_defer_to_unless_it_is_drawn_against(
    found: list[Link],
) -> None:
    drawn = layout(NAMES, found)
    for link in found:
        ends = (link.lower, link.upper)
        if link.lower != link.upper and ends not in drawn.against:
            assert drawn.places[link.lower][1] > drawn.places[link.upper][1]
            assert len(drawn.bends[ends]) == (
                drawn.places[link.lower][1] - drawn.places[link.upper][1] - 1
            )


@given(links)
def test_nobody_stands_upon_anybody(found: list[Link]) -> None:
    places = layout(NAMES, found).places.values()
    for (one, layer), (other, other_layer) in combinations(places, 2):
        assert layer != other_layer or abs(one - other) >= 1 + GAP - 1e-9


@given(links)
def test_the_same_plan_is_always_drawn_in_the_same_way(found: list[Link]) -> None:
    assert layout(NAMES, found) == layout(list(NAMES), list(found))
