import io

from kw_tui.cli.voice import Voice
from kw_tui.cli.working import WorkLine
from kw_tui.vocabulary.texts import Text


def test_a_line_is_written_over_the_one_before_and_wiped_out() -> None:
    stream = io.StringIO()
    line = WorkLine(stream, Voice("de"))
    line.show(Text("Umsätze werden verdichtet", "summing up sales"))
    line.show(Text("kurz", "short"))
    line.show(None)
    first, second, third, last = stream.getvalue().split("\r")[1:]
    assert first == "Umsätze werden verdichtet ..."
    assert second.rstrip() == "kurz ..."
    assert len(second) == len(first)
    assert (third.strip(), last) == ("", "")


def test_nothing_is_written_where_nothing_was() -> None:
    stream = io.StringIO()
    WorkLine(stream, Voice("en")).show(None)
    assert not stream.getvalue().strip("\r")


def test_a_closed_stream_stops_nothing() -> None:
    stream = io.StringIO()
    stream.close()
    WorkLine(stream, Voice("en")).show(Text("kurz", "short"))
