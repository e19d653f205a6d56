"""The driver writes what the usual one would, shorter."""

from textual.driver import Driver

from kw_tui.tui.drivers import thrifty_driver


class Paper(Driver):
    """Writes to a list."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, data: str) -> None:
        """Keep it."""
        self.written.append(data)

    def _nothing(self) -> None:
        """Do without a terminal."""

    start_application_mode = stop_application_mode = disable_input = _nothing


def test_colours_are_written_where_they_change():
    paper = thrifty_driver(Paper)()
    paper.write("\x1b[31ma\x1b[0m\x1b[31mb\x1b[0m")
    assert paper.written == ["\x1b[31mab\x1b[m"]
