"""What a person types to narrow a table: `words` cuts it up, `conditions` understands it, `matching` finds the rows."""

from kw_tui.tui.filtering.conditions import Condition, Parsed, parsed
from kw_tui.tui.filtering.matching import matching, narrowed

__all__ = ["Condition", "Parsed", "matching", "narrowed", "parsed"]
