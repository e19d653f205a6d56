"""The preview of a batch about made-up customers."""

from kw_tui.core.batch import preview
from kw_tui.core.batch.weighing import Ground, Wish, weighed
from kw_tui.core.queue import queue
from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench.batches import BatchPreview
from tests.core.portfolio_frames import AS_OF, no_state, portfolio


def previewed(wish: Wish, *rows: dict[str, object]) -> BatchPreview:
    """What the decision about all of these would do."""
    used, frame = Settings(), portfolio(*rows)
    ground = Ground(frame, queue(frame, no_state(), used, AS_OF), no_state(), "anna")
    found = weighed(ground, wish, used, AS_OF).collect()
    parts = (plan(found.lazy()).collect() for plan in (preview.total, preview.totals, preview.reasons, preview.notes))
    total, by_class, reasons, notes = parts
    return BatchPreview(wish, "true", found, total.row(0, named=True), by_class, reasons, notes)
