import re

import pytest

from kw_tui.storage.readers.records import LOOK_AHEAD_LINES, Fault, Grammar, Record, unravel

QUOTED = Grammar(";", 3, is_quoted=True)


def judged(text: str, failing: list[int], grammar: Grammar = QUOTED) -> list[Record | Fault]:
    return list(unravel(text.splitlines(keepends=True), failing, grammar))


def test_a_quote_left_open_is_joined_until_it_closes() -> None:
    assert judged('1;2;3\n4;"a\nb\nc";6\n7;8;9\n', [2, 3, 4]) == [Record(2, 4, ["4", "a\nb\nc", "6"])]


def test_a_record_is_never_swallowed_by_an_open_quote() -> None:
    assert judged('4;"a;6\n7;8;9\nx";1;2\n', [1, 3])[0] == Fault(1, "unclosed-quote", '4;"a;6')


def test_with_two_columns_prose_may_look_like_a_record() -> None:
    assert judged('1;"a\nb;c\nd"\n', [1, 3], Grammar(";", 2, is_quoted=True)) == [Record(1, 3, ["1", "a\nb;c\nd"])]


def test_the_look_ahead_is_bounded() -> None:
    text = '1;"a\n' + "x\n" * LOOK_AHEAD_LINES + '";3\n'
    first, *_ = judged(text, list(range(1, LOOK_AHEAD_LINES + 3)))
    assert first == Fault(1, "unclosed-quote", '1;"a')


def test_doubled_quotes_stand_for_one() -> None:
    assert judged('1;"say ""hi""";3\n', [1]) == [Record(1, 1, ["1", 'say "hi"', "3"])]


def test_without_quoting_a_quote_is_a_letter() -> None:
    assert judged('1;"2;3;\n', [1], Grammar(";", 3, is_quoted=False)) == [Record(1, 1, ["1", '"2', "3"])]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_pattern_of_a_legal_line(delimiter: str) -> None:
    pattern = re.compile(Grammar(delimiter, 3, is_quoted=True).legal.replace(r"\x{FFFE}\x{FFFF}", "\ufffe\uffff"))
    for cells, is_legal in (
        (["1", "2", "3"], True),
        (["", "", ""], True),
        (["1", f'"a{delimiter}b"', "3"], True),
        (["1", '"say ""hi"""', "3"], True),
        (["1", '3/4" pipe', "3"], False),
        (["1", '"open', "3"], False),
        (["1", "2"], False),
        (["1", "2", "3", "4"], False),
        (["1", "\x00", "3"], False),
    ):
        assert bool(pattern.search(delimiter.join(cells))) is is_legal, cells
