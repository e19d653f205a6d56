"""The program's part about keys: those a person chose, why one does nothing now, and the lists of all there are."""

from abc import abstractmethod
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from kw_tui.tui.asking import Asking
from kw_tui.tui.keys import Key, with_keys
from kw_tui.tui.lines import printable
from kw_tui.tui.widgets.modal import Modal
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from kw_tui.tui.keymap.checking import Checked

MOST_TOLD = 4
REFUSED = Text("Tasten der Konfiguration, die nicht gelten:", "Keys of the configuration that do not apply:")
STILL_HERE = Text("Hier ist nichts zu kopieren.  <app.quit> endet", "There is nothing to copy here.  <app.quit> quits")
MORE = Text("und {n} weitere: kw config check", "and {n} more: kw config check")


def read_keymap(wanted: Mapping[str, Any]) -> "tuple[Checked, dict[str, str]]":
    """Check the keys wanted; return what was found, and all that Textual has to be told. Loads every screen."""
    from kw_tui.tui.keymap.checking import checked, complete
    from kw_tui.tui.keymap.contexts import contexts

    found = checked(wanted, contexts())
    return found, complete(found.keymap, contexts())


class Commanding(Asking):
    """Runs what keys stand for."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.wanted_keys: Mapping[str, Any] = {}
        """What the personal configuration says of keys."""
        self.keymap: dict[str, str] = {}
        """Keys that are others than the program's own, by id."""

    async def take_up_keys(self) -> None:
        """Let the keys wanted hold, and say in one notice which cannot."""
        if not self.wanted_keys:
            return
        found, told = await self.desk.run(partial(read_keymap, self.wanted_keys))
        self.keymap = found.keymap
        self.set_keymap(told)
        for screen in self.screen_stack:
            if isinstance(screen, Modal) and screen.is_mounted and screen.is_there:
                screen.speak()
        lines = [fault.in_(self.lang) for fault in found.faults]
        if len(lines) > MOST_TOLD:
            lines = [*lines[: MOST_TOLD - 1], MORE.format(n=len(lines) - MOST_TOLD + 1).in_(self.lang)]
        if lines:
            said = printable_lines([REFUSED.in_(self.lang), *lines])
            self.notify(said, severity="warning", timeout=12, markup=False)

    @abstractmethod
    def show_setting(self, id_: str) -> None:
        """Show what can be set, the cursor on this."""

    @abstractmethod
    def speak(self, lang: Lang) -> None:
        """Speak a language, and remember that it was chosen."""

    def mapped(self, key: Key) -> Key:
        """Return a key as the person wants it."""
        return key._replace(key=self.keymap.get(key.id, key.key))

    # What cannot be done now

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: "DOMNode | None" = None,
        namespaces: "Mapping[str, DOMNode] | None" = None,
    ) -> bool:
        """Do it, or say why it cannot be done now."""
        if await super().run_action(action, default_namespace, namespaces):
            return True
        why = self.why_not_now(action, default_namespace) if isinstance(action, str) else None
        if why is not None:
            self.tell(why.in_(self.lang))
        return why is not None

    def why_not_now(self, action: str, namespace: "DOMNode | None") -> Text | None:
        """Return why an action cannot be done now; None where it can, or where it means nothing here."""
        target, name, parameters = self._parse_action(action, self if namespace is None else namespace)
        if target.check_action(name, parameters) is not None:
            return None
        why: Text | None = target.why_not(name, parameters) if hasattr(target, "why_not") else None
        return None if why is None else with_keys(why, target)

    def action_help_quit(self) -> None:
        """Say how one leaves, where ctrl+c found nothing to copy."""
        self.tell(with_keys(STILL_HERE, self).in_(self.lang))

    # Lists of everything

    def action_help(self) -> None:
        """Show every key that works here; Enter runs it."""
        from kw_tui.tui.commands.here import commands_here
        from kw_tui.tui.commands.screen import HELP, CommandsScreen

        if not isinstance(self.screen, CommandsScreen):
            self.push_screen(CommandsScreen(HELP, commands_here(self, self.screen), self.lang))

    def action_palette(self) -> None:
        """Show all that can be done, to find it by a word."""
        from kw_tui.tui.commands.everything import all_commands
        from kw_tui.tui.commands.screen import PALETTE, CommandsScreen

        if not isinstance(self.screen, CommandsScreen):
            self.push_screen(CommandsScreen(PALETTE, all_commands(self, self.screen), self.lang))


def printable_lines(lines: list[str]) -> str:
    """Join lines, each safe for a terminal."""
    return "\n".join(printable(line) for line in lines)
