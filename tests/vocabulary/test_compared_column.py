import pytest

from kw_tui.vocabulary.compared_column import Compared

VALUES = {"1", "2", "'a'"}


@pytest.mark.parametrize(
    ("said", "compared"),
    [
        ("a <", "a"),
        ("a < 1 and", ""),
        ("a between 1 and", "a"),
        ("a between 1 and 2 and", ""),
        ("a not between 1 and", "a"),
        ("a between 1 and 2 or b >", "b"),
        ("a in ( 1 ,", "a"),
        ("a in ( 1 , 2 ) and", ""),
        ("a / b >", ""),
        ("a is", ""),
    ],
)
def test_a_value_is_compared_with_the_column_beside_it(said: str, compared: str) -> None:
    what, is_list = Compared(), False
    for piece in said.split():
        is_list = (is_list or piece == "(") and piece != ")"
        what.note(piece, piece if piece in {"a", "b"} else "", is_value=piece in VALUES, is_list=is_list)
    assert what.column == compared
