"""One decision about many customers, from the queue."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kw_tui.tui.jobs import names
from kw_tui.tui.tabs.queue import batch_view
from kw_tui.tui.tabs.queue.batch_form import Asked, BatchForm
from kw_tui.tui.tabs.queue.planning import Planning
from kw_tui.vocabulary.errors import KwError

if TYPE_CHECKING:
    from kw_tui.vocabulary.headings import Headings
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.batches import Applied, BatchPreview


class Batching(Planning):
    """A list that takes one decision about many."""

    def action_batch(self) -> None:
        """Ask for condition and action, show what it would do, and do it after a yes."""
        if self._found is None:
            return
        marked = tuple(sorted(self.browser.table.marks))
        form = BatchForm(self._preview, marked, self.kw.today, self.lang, self._found.currency)
        self.app.push_screen(form, self._apply)

        def names_there_are(bench: "Workbench") -> "Headings":
            return bench.headings(bench.portfolio(), bench.queue())

        self.inquire(names_there_are, form.offer, "headings", name=names.BATCH_PREVIEW, is_aside=True)

    def _preview(self, asked: Asked, tell: "Callable[[BatchPreview | KwError], None]") -> None:
        def look(bench: "Workbench") -> "BatchPreview":
            return bench.batch(*asked)

        self.inquire(look, tell, "previewing", name=names.BATCH_PREVIEW, is_aside=True, otherwise=tell)

    def _apply(self, preview: "BatchPreview | None") -> None:
        if preview is None:
            return
        self.browser.table.marks = frozenset()

        def told(applied: "Applied") -> None:
            self.kw.tell(batch_view.done(applied, self.lang, self.with_keys))

        self.kw.change(lambda bench: bench.apply_batch(preview), told, names.BATCH.format(n=preview.count))
