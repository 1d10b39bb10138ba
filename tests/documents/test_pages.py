"""Pages hold every line once and in order; what belongs together is not parted."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.documents.pages import fill_pages
from infrared_desktop.documents.strips import Strip

_STRIPS = st.lists(
    st.builds(
        Strip,
        height=st.floats(1, 40),
        above=st.floats(0, 20),
        keeps=st.booleans(),
    ),
    max_size=60,
)


@given(_STRIPS, st.floats(60, 300))
def test_every_strip_stands_on_one_page_and_inside_it(strips: list[Strip], room: float) -> None:
    pages = fill_pages(strips, room)
    placed = [strip for page in pages for _, strip in page]
    assert [id(strip) for strip in placed] == [id(strip) for strip in strips]
    for page in pages:
        assert page or not strips
        assert all(y + strip.height <= room + 1e-6 for y, strip in page)
        assert all(y + one.height <= after + 1e-6 for (y, one), (after, _) in pairwise(page))


@given(_STRIPS, st.floats(60, 300))
def test_what_is_bound_stays_on_one_page_where_it_fits(strips: list[Strip], room: float) -> None:
    pages = fill_pages(strips, room)
    page_of = {id(strip): n for n, page in enumerate(pages) for _, strip in page}
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keeps:
            if sum(each.above + each.height for each in group) <= room:
                assert len({page_of[id(each)] for each in group}) == 1
            group = []


def test_a_heading_goes_with_its_text_to_the_next_page() -> None:
    above, heading, text = Strip(70), Strip(20, keeps=True), Strip(30)
    pages = fill_pages([above, heading, text], 100)
    assert [[strip for _, strip in page] for page in pages] == [[above], [heading, text]]


def test_the_head_of_a_table_stands_on_every_page_of_it() -> None:
    head = Strip(10, keeps=True)
    rows = [Strip(30, head=(head,)) for _ in range(7)]
    pages = fill_pages([head, *rows], 100)
    assert [len(page) for page in pages] == [4, 4, 2]
    assert all(page[0][1] is head for page in pages)


def test_what_is_higher_than_a_page_is_not_lost() -> None:
    assert [len(page) for page in fill_pages([Strip(10), Strip(500), Strip(10)], 100)] == [1, 1, 1]


def test_nothing_is_one_empty_page() -> None:
    assert fill_pages([], 100) == [[]]
