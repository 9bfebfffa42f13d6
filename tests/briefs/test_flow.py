from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.briefs.flow import Column, Frame, Piece, Row, extent, flow
from outreach.briefs.marks import Dot, Placed, Words
from outreach.briefs.setting.text import Line
from outreach.briefs.structure import Element

LINE = Line((), 10.0, 12.0, 9.0)
FRAME = Frame(left=50, width=500, top=60, bottom=760)


def piece(number, height=20.0, **more):
    return Piece(height, (Dot(number, 0, 1, True),), **more)


def column(count, start=0, height=20.0):
    return Column(0, 500, tuple(piece(start + number, height) for number in range(count)))


def numbers(page):
    return [placed.mark.x for placed in page.marks if isinstance(placed.mark, Dot)]


def tops(page) -> dict[float, float]:
    return {each.mark.x: each.y for each in page.marks if isinstance(each.mark, Dot)}


def test_rows_stand_under_each_other_with_their_rule_between():
    (page,) = flow([Row((column(2),)), Row((column(1, 2),), 10, 0.6, 8)], FRAME, FRAME)
    assert tops(page) == {0: 60, 1: 80, 2: 118}
    assert page.y == 138


def test_at_the_top_of_a_page_neither_space_nor_rule_is_left():
    first, second = flow([Row((column(34),)), Row((column(2, 34),), 10, 0.6, 8)], FRAME, FRAME)
    assert numbers(first)[-1] == 33
    assert second.marks == [
        Placed(50, 60, Dot(34, 0, 1, True)),
        Placed(50, 80, Dot(35, 0, 1, True)),
    ]


def test_a_small_row_is_moved_whole_and_a_large_one_is_divided():
    small = flow([Row((column(30),)), Row((column(8, 30),))], FRAME, FRAME)
    assert [len(numbers(page)) for page in small] == [30, 8]
    large = flow([Row((column(30),)), Row((column(40, 30),))], FRAME, FRAME)
    assert [len(numbers(page)) for page in large] == [35, 35]


def test_every_column_of_a_divided_row_goes_on_where_it_stopped():
    row = Row((column(50), Column(250, 200, column(20, 100).pieces)))
    first, second = flow([row], FRAME, FRAME)
    assert numbers(first) == [*range(35), *range(100, 120)]
    assert numbers(second) == list(range(35, 50))


def test_a_heading_goes_with_the_first_of_its_text():
    heading = Column(0, 500, (piece(99, with_next=True), *column(40).pieces))
    _, second = flow([Row((column(34, 200),)), Row((heading,))], FRAME, FRAME)[:2]
    assert numbers(second)[:2] == [99, 0]


def test_a_row_that_heads_others_goes_with_the_next():
    rows = [Row((column(33, 100),)), Row((column(1),), with_next=True), Row((column(3, 1),))]
    _first, second = flow(rows, FRAME, FRAME)
    assert numbers(second) == [0, 1, 2, 3]


def test_something_taller_than_a_page_is_still_placed():
    pages = flow([Row((column(3, height=900.0),))], FRAME, FRAME)
    assert [numbers(page) for page in pages] == [[0], [1], [2]]


def test_extent_is_the_height_on_one_endless_page():
    rows = [Row((column(4),), 99), Row((column(3), column(1)), 10, 0.6, 8)]
    assert extent(rows) == 80 + 18 + 60


@given(
    st.lists(
        st.tuples(
            st.lists(
                st.lists(st.tuples(st.floats(1, 900), st.booleans()), max_size=12),
                min_size=1, max_size=3,
            ),
            st.booleans(),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_however_rows_fall_no_piece_is_lost_and_none_leaves_the_page(shape):
    serial = iter(range(100000))
    rows = [
        Row(
            tuple(
                Column(0, 100, tuple(piece(next(serial), h, with_next=w) for h, w in pieces))
                for pieces in columns
            ),
            5, 0.5, 5, with_next=heads,
        )
        for columns, heads in shape
    ]  # fmt: skip
    heights = {
        each.marks[0].x: each.height for row in rows for c in row.columns for each in c.pieces
    }
    pages = flow(rows, FRAME, FRAME)
    placed = [(number, y) for page in pages for number, y in tops(page).items()]
    assert sorted(number for number, _ in placed) == list(range(len(heights)))
    for number, y in placed:
        assert y == pytest.approx(FRAME.top) or y + heights[number] <= FRAME.bottom + 0.01


def table(count: int, height: float = 20.0) -> list[Row]:
    head = Row((Column(0, 500, (Piece(12.0, (Words(0, 9, LINE, tag=Element("TH")),)),)),))
    lines = [Row((column(1, n, height),), 4, 0.5, 4, heads=(head,)) for n in range(count)]
    return [head, *lines]


def words(page) -> list[Words]:
    return [placed.mark for placed in page.marks if isinstance(placed.mark, Words)]


def test_the_heads_of_a_table_stand_on_every_page_and_are_heard_once():
    pages = flow(table(60), FRAME, FRAME)
    assert len(pages) == 3
    assert [len(words(page)) for page in pages] == [1, 1, 1]
    assert [words(page)[0].tag is not None for page in pages] == [True, False, False]
    assert sorted(number for page in pages for number in numbers(page)) == list(range(60))
    for page in pages[1:]:
        assert min(tops(page).values()) == FRAME.top + 12 + 8


def test_a_row_of_a_table_that_is_divided_goes_on_under_the_heads():
    head, first, *_ = table(2)
    pages = flow([head, replace(first, columns=(column(50),))], FRAME, FRAME)
    assert [len(words(page)) for page in pages] == [1, 1]
    assert [number for page in pages for number in numbers(page)] == list(range(50))


def test_heads_that_would_take_much_of_each_page_are_not_repeated():
    tall = Row((Column(0, 500, (Piece(300.0, (Words(0, 9, LINE),)),)),))
    pages = flow([Row((column(60),), heads=(tall,))], FRAME, FRAME)
    assert [len(words(page)) for page in pages] == [0, 0]
