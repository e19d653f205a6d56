"""The keys of the tab, in the order in which the footer has room for them."""

from kw_tui.tui.keys import Key
from kw_tui.tui.pictures.enlarging import enlarge_key
from kw_tui.tui.triage import triage_keys
from kw_tui.vocabulary.texts import Text

KEYS: tuple[Key, ...] = (
    *triage_keys("queue"),
    Key("queue.as_proposed", "p", "as_proposed", Text("wie vorgeschlagen", "as proposed")),
    enlarge_key("queue"),
    Key("queue.mark", "space", "mark", Text("markieren", "mark")),
    Key("queue.evidence", "e", "evidence", Text("Befunde", "findings")),
    Key("queue.take", "a", "take", Text("übernehmen/freigeben", "take/release")),
    Key("queue.price_plan", "w", "price_plan", Text("Preisplan", "price plan")),
    Key("queue.batch", "b", "batch", Text("viele auf einmal", "many at once")),
    Key("queue.state", "f", "next_filter", Text("offen/alle", "open/all")),
    Key("queue.group", "d", "group", Text("Warengruppe", "product group")),
    Key("queue.letter", "m", "letter", Text("Schreiben", "letter")),
    Key("queue.sign", "g", "countersign", Text("gegenzeichnen", "countersign")),
    Key("queue.afterwards", "h", "afterwards", Text("was daraus wurde", "what came of it")),
    Key("queue.skip", "n", "triage('skip')", Text("weiter", "next")),
    Key("queue.range", "v", "mark_range", Text("bis hier markieren", "mark up to here"), show=False),
    Key("queue.why_up", "comma,shift+up", "scroll_why(-1)", Text("Begründung zurück", "reasons back"), show=False),
    Key(
        "queue.why_down",
        "full_stop,shift+down",
        "scroll_why(1)",
        Text("Begründung weiter", "reasons on"),
        show=False,
    ),
)
