"""What is being worked out while a person waits: told when it begins, and again with nothing when it is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.stopping import go_on

Listener = Callable[[Text | None], None]
"""Is told what is being done, None when it is done. It may be called from any thread, and may raise to stop it."""

SALES = Text("Umsätze werden verdichtet", "summing up sales")
SALES_SO_FAR = Text("Umsätze werden verdichtet: {done} von {total}", "summing up sales: {done} of {total}")
LIFETIMES = Text("Kaufverhalten wird geschätzt", "estimating how customers buy")
BASKETS = Text("Warenkörbe werden verglichen", "comparing baskets")
WALLETS = Text("Potenziale werden geschätzt", "estimating wallets")
GROUPS = Text("Warengruppen werden summiert", "summing up product groups")
METRICS = Text("Kennzahlen werden berechnet", "computing metrics")
CLUSTERS = Text("ähnliche Kunden werden gruppiert", "grouping customers that are alike")


class Doing:
    """Whom to tell; nobody at first."""

    def __init__(self) -> None:
        self.listener: Listener = lambda _said: None

    @contextmanager
    def __call__(self, what: Text) -> Iterator[None]:
        """Say what is done as long as the context lasts; raise StoppedError where nobody wants it any more."""
        go_on()
        self.listener(what)
        try:
            yield
        finally:
            self.listener(None)

    def sales_so_far(self, done: int, total: int) -> None:
        """Say how many parts of the ledger are summed up; raise StoppedError where nobody wants to know."""
        go_on()
        self.listener(SALES_SO_FAR.format(done=done, total=total))
