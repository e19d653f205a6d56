"""The keys of the tab, in the order in which the footer has room for them."""

from kw_tui.tui.keys import Key
from kw_tui.tui.pictures.enlarging import enlarge_key
from kw_tui.tui.tabs.customer.pages import PAGE_KEYS
from kw_tui.tui.triage import triage_keys
from kw_tui.vocabulary.texts import Text

DECIDE = Text("entscheiden", "decide")
*_DECIDE, _UNDO, _REDO = triage_keys("customer")
KEYS: tuple[Key, ...] = (
    *(key._replace(group=DECIDE) for key in _DECIDE),
    Key("customer.trace", "t", "trace", Text("Herkunft", "trace")),
    enlarge_key("customer"),
    Key("customer.lines", "i", "lines", Text("Belege", "invoices")),
    Key("customer.claim", "a", "claim", Text("Potenzial", "claim")),
    Key("customer.find", "slash", "find", Text("suchen", "find")),
    Key("customer.previous", "p", "neighbour(-1)", Text("voriger", "previous")),
    Key("customer.next", "n", "neighbour(1)", Text("nächster", "next")),
    Key("customer.price_plan", "w", "price_plan", Text("Preisplan", "price plan")),
    _UNDO,
    _REDO,
    Key("customer.evidence", "e", "evidence", Text("Befunde", "findings")),
    Key("customer.letter", "m", "letter", Text("Schreiben", "letter")),
    *PAGE_KEYS,
    Key("customer.found_up", "up", "choose(-1)", Text("hinauf", "up"), show=False, priority=True),
    Key("customer.found_down", "down", "choose(1)", Text("wählen", "choose"), priority=True),
    Key("customer.back", "escape", "back", Text("zurück", "back"), show=False),
)
