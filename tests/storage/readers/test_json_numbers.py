import pytest

from kw_tui.storage.readers.json_numbers import Mixture, unmistakable


@pytest.mark.parametrize(
    ("pieces", "is_mixed"),
    [
        (['{"a": 1.234}', '{"a": "1.234,50"}'], True),
        (['{"a": "1.234,50"}', '{"a": -1.234, "b": 1}'], True),
        (['{"a": 1.234}', '{"a": "12,50 EUR"}'], True),
        (['{"a": 1.234}', '{"a": "1.234"}'], True),
        (['{"a": 1.23}', '{"a": "1.234,50"}'], False),
        (['{"a": 1.234}', '{"a": "1.50", "b": "31.01.2024", "c": "x, 1.234"}'], False),
    ],
)
def test_numbers_of_both_ways_are_noted(pieces: list[str], is_mixed: bool) -> None:
    mixture = Mixture()
    for piece in pieces:
        mixture.note(piece)
    assert mixture.is_mixed is is_mixed


def test_only_true_numbers_that_could_be_thousands_get_one_more_place() -> None:
    text = '{"a":1.234,"1.234":-12.345,"b":"1.234","c":"\\\\","d":[1.234, 12345.678 ],"e":1.234e3,"g":"\\"1.234,"}'
    assert unmistakable(text) == text.replace(":1.234,", ":1.2340,").replace("-12.345", "-12.3450").replace(
        "[1.234,", "[1.2340,"
    )
