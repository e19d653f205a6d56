"""The way to the terminal: Textual's own, with fewer bytes on it, and none that terminals understand differently."""

from textual.driver import Driver

from kw_tui.tui.alike import alike
from kw_tui.tui.thrift import thrifty


def thrifty_driver(usual: type[Driver]) -> type[Driver]:
    """Return a driver like the usual one that sends colours where they change, and signs all terminals count alike."""

    def write(self: Driver, data: str) -> None:
        usual.write(self, thrifty(alike(data)))

    return type(f"Thrifty{usual.__name__}", (usual,), {"write": write})
