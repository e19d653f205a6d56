"""Every screen there is, and the keys that lead to it."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, NamedTuple

from kw_tui.storage.recent import Recent
from kw_tui.tui.tabs.customer.pages import PAGE_IDS
from kw_tui.tui.welcome.app import WelcomeApp
from kw_tui.tui.welcome.view import Offer
from tests.tui.driving import NOON, Drive, driven, running
from tests.tui.evidence.findings_told import EvidentBench
from tests.tui.fake_workbench import CHANNELS, NAMES, Entry, FakeWorkbench
from tests.tui.letters.lettered import LetteredBench
from tests.tui.past_measures import LookingBackBench
from tests.tui.screens.viewing import SIZES, Sizes
from tests.tui.tabs.test_imports import WHICH_MARK
from tests.tui.trace.figures_told import TracedBench

BENCH = FakeWorkbench()
CUSTOMER = BENCH.queue()["customer_id"][4]

DATA = {
    *re.findall(r"\w{3,}", " ".join((*NAMES, *filter(None, CHANNELS)))),
    *BENCH.queue().columns, *BENCH.portfolio().columns, *("taken", "alternatives", "_ratio"),
    *("EUR", "min"),  # how figures are written; their own tests hold them
    *("Bau", "Handel", "Handwerk", "West", "Yilmaz", "Dübel", "Schrauben", "Werkzeug", "Kulanzersatz"),
    *("Schweißtechnik", "und", "Zubehör", "red", "Bolzen", "Lager", "meier", "teuer", "CNBD", "NBD", "alpha", "gamma"),
    *("muster", "toml", "umsatz", "kunden", "csv", "abgewiesen", "Beleg", "Datum", "KdNr", "Netto"),
    *("ada", "bau", "gut", "mül", "pre", "satz", "xyz"),  # what is typed, and by whom
}  # fmt: skip
"""Words that come from files, from people, or from the names of columns."""
GERMAN_FIGURES = {"TEUR", "Mio", "Tsd"}


def _waiting(bench: Any) -> None:
    customer = bench.queue()["customer_id"][0]
    bench.waiting = {customer: Entry(customer, "let_go", reason="[/x] zu teuer\x1b", who="meier")}


def _doubtful(bench: Any) -> None:
    bench.asks = (WHICH_MARK,)


def _empty(bench: Any) -> None:
    FakeWorkbench.__init__(bench, lang=bench.lang, rows=0, view=bench.session.view)


class Scene(NamedTuple):
    """A tab, the keys pressed there, and the overlay in front then, if there is one."""

    name: str
    tab: str
    keys: tuple[str, ...] = ()
    overlay: str = ""
    page: str = "overview"
    bench: type[FakeWorkbench] = FakeWorkbench
    prepared: Callable[[Any], None] = lambda bench: None
    told: str = ""
    """What the program tells meanwhile."""
    whole: bool = False
    """Whether the tab below an overlay is to be seen, too."""
    sizes: Sizes = SIZES
    app: Callable[[], Any] | None = None
    """Another program than the tabs."""

    def workbench(self, lang: Any = "de") -> Any:
        """A workbench on which the program opens this tab."""
        view = {"tab": self.tab, "customer": {"customer": CUSTOMER, "page": self.page}}
        bench = self.bench(lang=lang, view=view)
        self.prepared(bench)
        return bench

    def running(self) -> AbstractAsyncContextManager[Drive]:
        """Run the program in the first of its sizes."""
        if self.app is not None:
            return running(self.app(), self.sizes[0][0])
        return driven(self.tab, bench=self.workbench(), size=self.sizes[0][0])


def _welcome() -> WelcomeApp:
    """The first screen: a session of this folder, and two others."""
    folder, other = Path("/muster/kunden"), Path("/muster/umsatz")
    recent = [
        Recent(folder / "meier.kw.toml", "2026-11-01T09:30", 380, 21_000, "07/24–06/26"),
        Recent(other / "teuer.kw.toml", "2026-10-31T18:05", None, 1_204_331),
        Recent(other / "West.kw.toml", "2026-10-12T11:00", 12),
    ]
    offer = Offer([folder / "meier.kw.toml"], recent, folder / "kunden.kw.toml")
    return WelcomeApp(offer, lambda: folder, "de", NOON.date())


TOO_SMALL: Sizes = (((39, 9), "de"), ((39, 9), "en"), ((20, 4), "en"), ((80, 9), "de"))
FILE = ("p", *"a.csv", "enter")
SCENES: tuple[Scene, ...] = (
    Scene("imports", "imports"),
    Scene("imports-empty", "imports", prepared=_empty),
    Scene("imports-preview", "imports", FILE, prepared=_doubtful),
    Scene("imports-problems", "imports", (*FILE, "v")),
    Scene("imports-account", "imports", (*FILE, "i")),
    Scene("imports-options", "imports", (*FILE, "o"), "PickScreen"),
    Scene("imports-save", "imports", (*FILE, "i", "x"), "PromptScreen"),
    Scene("segments", "segmentation"),
    Scene("segments-rfm", "segmentation", ("g", "g")),
    Scene("segments-rfm-picture", "segmentation", ("g", "g", "plus"), "PictureScreen"),
    Scene("segments-portfolio", "segmentation", ("g", "g", "g", "g")),
    Scene("segments-effect", "segmentation", ("m",), "SettingsScreen"),
    Scene("segments-picture", "segmentation", ("plus",), "PictureScreen"),
    Scene("segments-migration", "segmentation", ("x",), "SheetsScreen"),
    Scene("segments-rfm-map", "segmentation", ("x", "right"), "SheetsScreen"),
    Scene("segments-portfolio-map", "segmentation", ("x", "right", "right"), "SheetsScreen"),
    Scene("segments-curve", "segmentation", ("w",)),
    Scene("segments-compare", "segmentation", ("down", "space", "space", "c"), "SheetsScreen"),
    Scene("segments-models", "segmentation", ("l",), "SheetsScreen"),
    Scene("segments-tracking", "segmentation", ("l", "right"), "SheetsScreen"),
    Scene("segments-errors", "segmentation", ("l", "right", "right"), "SheetsScreen"),
    Scene("segments-own", "segmentation", ("a", "tab", *"db1<0"), "NamingScreen"),
    Scene("segments-own-broken", "segmentation", ("a", "tab", *"db1<"), "NamingScreen"),
    *(Scene(f"customer-{page}", "customer", page=page) for page in PAGE_IDS),
    Scene("customer-lines", "customer", ("i",)),
    Scene("customer-find", "customer", ("slash", *"bau")),
    Scene("customer-claim", "customer", ("a",), "ClaimScreen", page="potential"),
    Scene("customer-trace", "customer", ("t",), "TraceScreen", bench=TracedBench),
    Scene("customer-trace-tree", "customer", ("t", "down", "enter"), "TraceScreen", bench=TracedBench),
    Scene("queue", "queue"),
    Scene("queue-marked", "queue", ("space", "space", "down", "f")),
    Scene("queue-filtered", "queue", ("slash", *"bau", "enter")),
    Scene("queue-nothing", "queue", ("slash", *"xyz", "enter")),
    Scene("queue-decided", "queue", ("k", *"gut", "enter", "f", "f")),
    Scene("queue-to-sign", "queue", ("f", "f", "f"), prepared=_waiting),
    Scene("queue-sign", "queue", ("f", "f", "f", "g"), "CountersignScreen", prepared=_waiting),
    Scene("queue-reason", "queue", ("l",), "AskScreen"),
    Scene("queue-several", "queue", ("space", "space", "r"), "AskScreen"),
    Scene("queue-covered", "queue", ("k",), "AskScreen", whole=True),
    Scene("queue-told", "queue", told="Müller & Söhne KG, Schraubenhaus Weiß, Dachdecker Jansen: umsatz.csv"),
    Scene("queue-group", "queue", ("d",), "SearchPickScreen"),
    Scene("queue-batch", "queue", ("b",), "BatchForm"),
    Scene("queue-price-plan", "queue", ("w",), "PricePlanScreen"),
    Scene("queue-letters", "queue", ("m",), "LettersScreen", bench=LetteredBench),
    Scene("queue-evidence", "queue", ("e",), "EvidenceScreen", bench=EvidentBench),
    Scene("queue-afterwards", "queue", ("h",), "AfterwardsScreen", bench=LookingBackBench),
    Scene("queue-help", "queue", ("question_mark",), "CommandsScreen"),
    Scene("queue-palette", "queue", ("colon", *"pre"), "CommandsScreen"),
    Scene("queue-jump", "queue", ("number_sign", *"mül"), "JumpScreen"),
    Scene("queue-columns", "queue", ("C",), "ColumnsScreen"),
    Scene("customer-picture", "customer", ("plus",), "PictureScreen"),
    Scene("settings", "queue", ("f4",), "SettingsScreen"),
    Scene("settings-tried", "queue", ("f4", "slash", *"satz", "enter", "enter", "9"), "SettingsScreen"),
    Scene("jobs", "queue", ("f6",), "JobsScreen"),
    Scene("plan", "plan"),
    Scene("plan-picture", "plan", ("plus",), "PictureScreen"),
    Scene("too-small", "queue", overlay="TooSmall", sizes=TOO_SMALL),
    Scene("welcome", "", app=_welcome),
)
