"""The way to the terminal: Textual's own, with fewer bytes on it."""

from textual.driver import Driver

from kw_tui.tui.thrift import thrifty


def thrifty_driver(usual: type[Driver]) -> type[Driver]:
    """Return a driver like the usual one that sends colours only where they change."""

    def write(self: Driver, data: str) -> None:
        usual.write(self, thrifty(data))

    return type(f"Thrifty{usual.__name__}", (usual,), {"write": write})
