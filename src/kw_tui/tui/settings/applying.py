"""The screen's part about doing: what is tried is applied; settings are confirmed, reset, and all of it undone."""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from kw_tui.tui.jobs import names
from kw_tui.tui.keys import Key
from kw_tui.tui.settings import changing
from kw_tui.tui.settings.changing import Done
from kw_tui.tui.settings.rows import HEADING, looked_at
from kw_tui.tui.settings.trying import Trying, Wanted
from kw_tui.tui.widgets.ask import Answer, AskScreen, Question
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.settings import GROUPS, ITEMS
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

SAVED = Text("Gespeichert: {said}", "Saved: {said}")
CONFIRMED = Text("Bestätigt: {said}", "Confirmed: {said}")
UNDONE = Text("Zurückgenommen: {said}", "Undone: {said}")
NOT_ASSUMED = Text("Hier ist nichts zu bestätigen", "There is nothing to confirm here")
CONFIRM_ALL = Text("{n} Annahmen bestätigen ({group})?", "Confirm {n} assumptions ({group})?")


class Applying(Trying):
    """Knows what was done here."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("settings.apply", "enter", "apply", Text("anwenden", "apply"), priority=True),
        Key("settings.apply_choice", "j,y", "apply", Text("anwenden", "apply"), show=False),
        Key("settings.collect", "tab", "collect", Text("merken", "keep"), priority=True),
        Key("settings.back", "escape", "back", Text("zurück", "back"), priority=True),
        Key("settings.apply_tried", "a", "apply_tried", Text("anwenden", "apply")),
        Key("settings.confirm", "b", "confirm", Text("bestätigen", "confirm")),
        Key("settings.reset", "delete", "reset", Text("Vorgabe", "default")),
        Key("settings.undo", "u", "undo", Text("zurücknehmen", "undo")),
        *ReadingScreen.KEYS,
    )

    def __init__(self, lang: Lang, wanted: Wanted, remember: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(lang, wanted, remember)
        self.done: list[Done] = []

    # Doing

    def action_apply(self) -> None:
        """Apply what is typed, once its effect was shown; where nothing is different, leave the field."""
        wanted = self.wanted()
        if wanted is None or (wanted and (not self._trial.is_known or isinstance(self._trial.told, KwError))):
            return
        self.tried, closes = {}, self._closes_after
        self.leave_editing()
        if wanted:
            self._apply(wanted)
        if closes:
            self.dismiss()

    def action_collect(self) -> None:
        """Keep what is typed among what is tried, and go on to another setting."""
        wanted = self.wanted()
        if wanted is not None:
            self.tried = wanted
            self.leave_editing()
            self.draw()

    def action_apply_tried(self) -> None:
        """Apply all that is tried."""
        if self._trial.is_known and not isinstance(self._trial.told, KwError):
            wanted, self.tried = self.tried, {}
            self.look()
            self._apply(wanted)

    def _apply(self, wanted: dict[str, object]) -> None:
        """Set it; what could not be written is tried again."""

        def keep() -> None:
            self.tried = {**wanted, **self.tried}
            if self.is_there:
                self.look()
                self.draw()

        self._change(partial(changing.change, changes=wanted), SAVED, wanted, otherwise=keep)

    def drop_tried(self) -> None:
        """Try nothing any more."""
        self.tried = {}
        self.look()
        self.draw()

    def action_reset(self) -> None:
        """Take the setting under the cursor back to its default; its effect is shown first."""
        key = self.table.cursor_key
        if key is not None and not key.startswith(HEADING):
            self.edit(key, self.editor.default(ITEMS[key], self.lang), is_reset=True)

    def action_confirm(self) -> None:
        """Say that an assumption holds as it is; on a heading, all of its group after a yes."""
        key = self.table.cursor_key or ""
        group = next((one for one in GROUPS if f"{HEADING}{one.id}" == key), None)
        within = {key} if group is None else {item.id for item in group.items}
        found = [one.id for one in looked_at(self.abouts, self.asked) if one.id in within and one.is_unconfirmed]
        if not found:
            self.kw.tell(NOT_ASSUMED.in_(self.lang))
        elif group is None:
            self._confirm(found)
        else:
            title = CONFIRM_ALL.format(n=len(found), group=group.label)
            ask = AskScreen(lambda lang: Question(title.in_(lang)), self.lang)
            self.app.push_screen(ask, partial(self._answered, found))

    def _answered(self, found: list[str], answer: Answer | None) -> None:
        if answer is not None:
            self._confirm(found)

    def _confirm(self, ids: Collection[str]) -> None:
        self._change(partial(changing.confirm, ids=ids), CONFIRMED, ids)

    def action_undo(self) -> None:
        """Take back what was done here last."""
        if self.done:
            done = self.done.pop()
            again = partial(self.done.append, done)
            self._change(partial(changing.take_back, done=done), UNDONE, done.after, keeps=False, otherwise=again)

    def _change(
        self,
        question: "Callable[[Workbench], Done]",
        text: Text,
        ids: Iterable[str],
        *,
        keeps: bool = True,
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        named = ", ".join(ITEMS[id_].label.in_(self.lang) for id_ in ids)

        def told(done: Done) -> None:
            if keeps:
                self.done.append(done)
            if done.after.get("lang") and keeps:
                self._lang = cast("Lang", done.after["lang"])
                self.kw.speak(self._lang)
                self.speak()
            self.kw.tell(text.in_(self.lang).replace("{said}", named))
            self.refresh_bindings()

        self.kw.change(question, told, names.SETTINGS, otherwise)
