import time

import pytest

from kw_tui.storage.readers import html_page
from kw_tui.storage.readers.html_page import LONGEST_TAG, HtmlPage
from kw_tui.storage.readers.workbooks.refusals import RefusedError


def tables(*pieces: str) -> list[list[tuple[int, ...]]]:
    """Rows of each table with their numbers."""
    page = HtmlPage()
    for piece in pieces:
        page.feed(piece)
    page.close()
    found = []
    for table in page.tables:
        cells = table.rows.cells()
        texts = [
            cells.columns[place].text if place in cells.columns else None
            for place in range(1, max(cells.columns, default=0) + 1)
        ]
        found.append(
            [
                (line, *(text[index] if text is not None else None for text in texts))
                for index, line in enumerate(cells.lines)
            ]
        )
    return found


def test_cells_are_text_as_a_page_shows_it() -> None:
    name, sum_ = "<td>M&uuml;ller &amp; <br>S&ouml;hne</td>", "<td>&#x20AC; 1.234,50</td>"
    page = f"<table><tr><th> Kunde&nbsp;<b>Nr</b>\n </th>{name}{sum_}</table>"
    assert tables(page) == [[(1, "Kunde Nr", "Müller & Söhne", "€ 1.234,50")]]


def test_a_page_may_be_cut_anywhere() -> None:
    page = "<table><tr><td x='>'>a&amp;b</td><!-- <td> --><td>ü</td></tr></table>"
    assert all(tables(page[:cut], page[cut:]) == [[(1, "a&b", "ü")]] for cut in range(len(page)))


def test_tags_may_be_missing() -> None:
    assert tables("<table><tr><td>a<td>b<tr><td>c</table><table><td>d") == [[(1, "a", "b"), (2, "c", None)], [(1, "d")]]


def test_rows_without_text_keep_their_numbers() -> None:
    assert tables("<table><tr></tr><tr><td> </td></tr><tr><td>a</td></tr></table>") == [[(3, "a")]]


def test_cells_that_span_others_stand_in_the_first() -> None:
    page = (
        "<table><tr><td rowspan=2>a</td><td colspan=2>b</td><td>c</td></tr>"
        "<tr><td>d</td><td>e</td><td>f</td></tr><tr><td>g</td></tr></table>"
    )
    assert tables(page) == [[(1, "a", "b", None, "c"), (2, None, "d", "e", "f"), (3, "g", None, None, None)]]


def test_a_table_in_a_cell_is_its_own() -> None:
    page = "<table><tr><td>a<table><tr><td>innen</td></tr></table>b</td><td>c</td></tr></table>"
    assert tables(page) == [[(1, "ab", "c")], [(1, "innen")]]


def test_scripts_and_styles_are_no_text() -> None:
    page = "<table><tr><td>a<script>if (1 < 2) x('</td>')</script><style>td {}</style></td></tr></table>"
    assert tables(page) == [[(1, "a")]]


def test_what_stands_outside_of_tables_is_left_out() -> None:
    assert tables("<td>x</td><tr>y</tr></table>z<p>") == []


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<table><tr>" + "<td>x" * 5000, "too-wide"),
        ("<table><tr><td colspan=999999>x<td>y", "too-wide"),
        ("<table>" * 1001, "crowded"),
        ("<!-- " + "x" * (LONGEST_TAG + 1), "damaged"),
        ("<table " + "a" * (LONGEST_TAG + 1), "damaged"),
    ],
    ids=["cells", "span", "tables", "comment", "tag"],
)
def test_what_is_out_of_all_proportion_is_refused(page: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        tables(page)
    assert caught.value.code == code


def test_cells_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_page, "MOST_CELLS", 10)
    assert tables("<table>" + "<tr><td>x<td>y" * 5)
    with pytest.raises(RefusedError, match="crowded-sheet"):
        tables("<table>" + "<tr><td>x<td>y" * 6)


def test_an_endless_tag_is_given_up_soon() -> None:
    began = time.monotonic()
    with pytest.raises(RefusedError):
        tables("<table><tr><td ", *["x=" * 32_768] * 1000)
    assert time.monotonic() - began < 20
