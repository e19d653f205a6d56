from kw_tui.tui.pictures.picture import Cursor, nothing
from tests.tui.pictures import samples


def test_a_picture_begins_at_its_first_figure_and_opens_nothing() -> None:
    picture = samples.curve([1.0, 2.0])
    assert picture.start == Cursor(0, 0)
    assert picture.opens is nothing
    assert picture.opens(Cursor(1)) is None
