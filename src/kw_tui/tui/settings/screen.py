"""All settings on one screen: looked for, read about, tried out and applied."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import Input

from kw_tui.tui.keys import Key, bindings, problem_told
from kw_tui.tui.lines import BLANK, Line
from kw_tui.tui.settings import rows, view
from kw_tui.tui.settings.applying import Applying
from kw_tui.tui.settings.editor import RULES, Editor
from kw_tui.tui.settings.rows import HEADING, SHOWN, Asked, Shown
from kw_tui.tui.widgets.bars import KeyLine
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.settings import GROUPS, ITEMS
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench.about_settings import About

TITLE = Text("Einstellungen", "Settings")
SEARCH = Text(
    "Name, Kennung oder Wort der Bedeutung     <settings.back> leert",
    "name, id or a word of the meaning     <settings.back> clears",
)
COUNTS = Text("{n} von {total}", "{n} of {total}")
OPEN = Text("≈ {n} unbestätigt", "≈ {n} unconfirmed")
NOTHING = Text("keine Einstellung passt dazu", "no setting matches")


class SettingsTable(PageTable):
    """The table; its columns follow the room it has itself, which may come later than that of the screen."""

    class Resized(Message):
        """There is another room for it."""

    def on_resize(self) -> None:
        """Tell the screen."""
        self.post_message(self.Resized())


class SettingsScreen(Applying):
    """A table of settings beside what there is to know about the one under the cursor, and what a change would do."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("settings.edit", "enter", "edit", Text("ändern", "change"), priority=True),
        *Applying.KEYS,
        Key("settings.search", "slash", "search", Text("suchen", "find")),
        Key("settings.found", "down", "found", Text("zur Liste", "to the list"), priority=True),
        Key("settings.filter", "f", "filter", Text("≈/geänderte", "≈/changed")),
        Key("settings.text_up", "comma", "scroll(-1)", Text("Text zurück", "text up"), show=False),
        Key("settings.text_down", "full_stop", "scroll(1)", Text("Text weiter", "text down"), show=False),
    )
    BINDINGS = bindings(KEYS)

    def compose(self) -> ComposeResult:
        """A line above, the search, table and text, the keys below."""
        with Vertical(id="settings"):
            yield Panel(id="settings-head")
            yield TypedLine(id="settings-search")
            with Container(classes="split"):
                yield SettingsTable(id="settings-table")
                with Vertical(id="settings-side"):
                    yield Editor()
                    with Page(can_focus=False):
                        yield Panel(id="settings-about")
            yield KeyLine(id="settings-keys")

    def on_mount(self) -> None:
        """Take up the place left, and ask for what holds."""
        self.search.value = self.asked.words
        self.search.display = bool(self.asked.words)
        self.table.focus()
        self.speak()
        self.watch(self.app, "revision", self.reload, init=False)
        self.reload()

    @property
    def table(self) -> PageTable:
        """The settings."""
        return self.query_one("#settings-table", PageTable)

    @property
    def search(self) -> Input:
        """The field for words."""
        return self.query_one("#settings-search", Input)

    # Drawing

    def speak(self) -> None:
        """Write everything in the language."""
        self.search.placeholder = self.keyed(SEARCH, self.lang)
        self.table.empty_message = NOTHING.in_(self.lang)
        self.query_one(KeyLine).lang = self.lang
        if self.editing is not None:
            self.query_one(Editor).say(self.value_now(self.editing), self.lang)
        self.draw()

    def draw(self) -> None:
        """Fill the line above, the table and the text."""
        if not self.is_mounted:
            return
        found = rows.looked_at(self.abouts, self.asked)
        self.query_one("#settings-head", Panel).show([self._head(found)])
        self.table.flex = "name"
        self.table.set_columns(rows.table_columns(self.lang, self.table.size.width, self.asked.shown))
        self.table.set_frame(rows.table_frame(found, self.tried, self.lang, self.currency), key="key")
        if self.begin_at is not None and self.table.move_to_key(self.begin_at):
            self.begin_at = None
        self.draw_text()

    def _head(self, found: "list[About]") -> Line:
        title = TITLE if self.title_text is None else self.title_text
        parts = [COUNTS.in_(self.lang).format(n=len(found), total=len(self.abouts))]
        unconfirmed = sum(one.is_unconfirmed for one in found)
        parts += [OPEN.in_(self.lang).format(n=unconfirmed)] if unconfirmed else []
        parts += [SHOWN[self.asked.shown].in_(self.lang)] if self.asked.shown != "all" else []
        return ((f"{title.in_(self.lang)}  ", "title"), (" · ".join(parts), "dim"))

    def draw_text(self) -> None:
        """Write what a change would do, and what there is to know."""
        panel = self.query_one("#settings-about", Panel)
        width = max(30, self.query_one("#settings-side").content_size.width - 3)
        effect, about = self.effect_lines(width), self._about(width)
        panel.show([*effect, BLANK, *about] if effect and about else [*effect, *about])

    def _about(self, width: int) -> list[Line]:
        key = self.table.cursor_key
        if self.problem is not None:
            return [((problem_told(self.problem, self).in_(self.lang), "warning"),)]
        if key is None:
            return []
        if key.startswith(HEADING):
            group = next(one for one in GROUPS if f"{HEADING}{one.id}" == key)
            ids = {item.id for item in group.items}
            members = [one for one in rows.looked_at(self.abouts, self.asked) if one.id in ids]
            return self._with_keys(view.group_lines(group, members, self.lang, width))
        return self._with_keys(view.about_lines(self.about(key), self.labels, self.lang, self.currency, width))

    def _with_keys(self, lines: list[Line]) -> list[Line]:
        """Name the keys that hold."""
        return [tuple((self.keyed(Text(text, text), self.lang), role) for text, role in line) for line in lines]

    @on(SettingsTable.Resized)
    def on_resize(self) -> None:
        """Columns and lines follow the room."""
        self.call_after_refresh(self.draw)

    @on(PageTable.RowHighlighted)
    def _moved(self) -> None:
        self.query_one(Page).scroll_home(animate=False)
        if self.abouts and self.begin_at is None:
            self.remember(view_state(self.asked, self.table.cursor_key))
        self.draw_text()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer what can be done here and now."""
        if action in {"edit", "search", "filter", "scroll", "confirm", "reset", "undo", "apply_tried"}:
            is_free = self.editing is None and not self.search.has_focus
            return is_free and (action != "apply_tried" or bool(self.tried)) and (action != "undo" or bool(self.done))
        if action == "found":
            return self.search.has_focus
        if action == "apply":  # what is typed in several lines is kept by Tab first
            return self.editing not in {None, RULES}
        return self.editing is not None or action != "collect"

    @on(PageTable.RowSelected)
    def action_edit(self) -> None:
        """Change the setting under the cursor."""
        key = self.table.cursor_key
        if key is not None and not key.startswith(HEADING):
            self.edit(key)

    def action_search(self) -> None:
        """Ask for words."""
        self.search.display = True
        self.search.focus()

    @on(Input.Changed, "#settings-search")
    def _searched(self, event: Input.Changed) -> None:
        before = self.table.cursor_key
        self.asked = self.asked._replace(words=event.value)
        self.draw()
        if self.table.cursor_key != before:
            self.table.cursor_row = 0
        self._begin_with_a_setting()

    def _begin_with_a_setting(self) -> None:
        """A heading is where the cursor comes to when its row is gone."""
        if (self.table.cursor_key or HEADING).startswith(HEADING):
            self.table.cursor_row += 1

    @on(Input.Submitted, "#settings-search")
    def action_found(self) -> None:
        """Go to what was found."""
        self.search.display = bool(self.asked.words)
        self.table.focus()

    def action_filter(self) -> None:
        """Show all, then those nobody has confirmed, then those somebody changed."""
        order = list(SHOWN)
        self.asked = self.asked._replace(shown=order[(order.index(self.asked.shown) + 1) % len(order)])
        self.draw()
        self._begin_with_a_setting()

    def action_scroll(self, pages: int) -> None:
        """Scroll the text."""
        self.query_one(Page).scroll_relative(y=4 * pages, animate=False)

    def action_back(self) -> None:
        """Leave what is under way: the field, the search, what is tried, then the screen."""
        if self.editing is not None:
            self.leave_editing()
        elif self.search.has_focus or self.asked.words:
            self.search.value = ""
            self.asked = self.asked._replace(words="")
            self.action_found()
        elif self.tried:
            self.drop_tried()
        else:
            self.dismiss()


def view_state(asked: Asked, cursor: str | None) -> dict[str, Any]:
    """Return what is remembered of the screen."""
    return {"cursor": cursor or "", "words": asked.words, "shown": asked.shown}


def place(remembered: Mapping[str, Any]) -> tuple[Asked, str | None]:
    """Return what was looked at, and the row the cursor was on; what cannot be is left out."""
    shown = remembered.get("shown")
    asked = Asked(str(remembered.get("words", "")), cast("Shown", shown) if shown in SHOWN else "all")
    cursor = remembered.get("cursor")
    return asked, str(cursor) if cursor in ITEMS or str(cursor).startswith(HEADING) else None
