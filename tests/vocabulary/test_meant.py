from kw_tui.vocabulary.meant import meant, perhaps
from kw_tui.vocabulary.texts import Text

ALL = Text("`kw` zeigt alle", "`kw` shows them all")


def test_names_like_it_are_told_the_nearest_first() -> None:
    known = ("revenue", "revenue_prev", "orders")
    assert meant("revnue", known, ALL).en == "did you mean revenue, revenue_prev?"
    assert meant("revnue", known, ALL, most=1).de == "gemeint ist vielleicht revenue"


def test_where_none_is_like_it_something_else_is_said() -> None:
    assert meant("xyz", iter(("revenue",)), ALL) is ALL


def test_a_sentence_ends_with_the_nearest_name() -> None:
    assert perhaps("revnue", ("revenue", "orders")).en == ", did you mean revenue?"
    assert perhaps("xyz", ("revenue",)) == Text("", "")
