"""When Python looks for garbage: seldom while the program opens, and no more in what has been loaded."""

import gc

YOUNG = 50_000
"""New objects before a search, in place of 700: loading libraries makes so many that all is searched."""


def postpone() -> None:
    """Search seldom from now on, and not in what is there already: a search stopped the first picture for 35 ms."""
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def spare() -> None:
    """Search no more in what has been loaded since: that stopped every key for a tenth of a second."""
    gc.freeze()
