"""The keys that work everywhere, in the order the footer shows them."""

from kw_tui.tui.keys import Key
from kw_tui.vocabulary.texts import Text

APP_KEYS: tuple[Key, ...] = (
    Key("app.help", "question_mark", "help", Text("Hilfe", "Help")),
    Key("app.palette", "colon,ctrl+p", "palette", Text("Befehle", "Commands")),
    Key("app.jump", "number_sign", "jump", Text("zum Kunden", "to customer")),
    Key("app.back", "backspace,alt+left,f8", "go_back", Text("Zurück", "Back"), show=False),
    Key("app.forward", "alt+right,f9", "go_forward", Text("Vor", "Forward"), show=False),
    Key("app.help_anywhere", "f1", "help", Text("Hilfe, auch beim Tippen", "Help, while typing too"), False, True),
    Key(
        "app.jump_anywhere",
        "ctrl+f",
        "jump",
        Text("zum Kunden, auch beim Tippen", "to customer, while typing too"),
        False,
        True,
    ),
    Key("app.theme", "t,f3", "next_theme", Text("Farben", "Theme"), show=False),
    Key("app.language", "f2", "next_language", Text("Sprache: English", "Language: Deutsch"), show=False),
    Key("app.settings", "f4", "settings", Text("Einstellungen", "Settings"), show=False, priority=True),
    Key("app.reload", "f5", "reload", Text("Neu laden", "Reload"), show=False),
    Key("app.jobs", "f6", "jobs", Text("Arbeiten", "Jobs"), show=False, priority=True),
    Key("app.stop_job", "escape", "stop_job", Text("Arbeit abbrechen", "Cancel work"), show=False, priority=True),
    Key("app.suspend", "ctrl+z", "suspend", Text("Anhalten", "Suspend"), show=False, priority=True),
    Key("app.quit", "q", "quit", Text("Ende", "Quit")),
    Key("app.quit_anywhere", "ctrl+q", "quit", Text("Ende", "Quit"), show=False, priority=True),
)


def tab_key(number: int, tab: str, label: Text) -> Key:
    """Return the key that jumps to a tab."""
    return Key(f"app.tab.{tab}", str(number), f"go('{tab}')", label, show=False)
