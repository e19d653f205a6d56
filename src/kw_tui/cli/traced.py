"""A figure and what it is computed from: as an indented tree to read, as objects, and as rows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kw_tui.cli.assumed import MARK
from kw_tui.vocabulary.origins import origin
from kw_tui.vocabulary.texts import Lang, Text, printable

if TYPE_CHECKING:
    from kw_tui.core.metrics.trace import Traced

ABOVE = Text("(siehe oben)", "(see above)")
FIGURE_COLUMNS = ("id", "label", "value", "unit", "said", "is_assumed", "reason", "note", "meaning", "source", "needs")
NODE_COLUMNS = ("level", "nature", *FIGURE_COLUMNS)
"""Of a tree: `level` is how deep a node stands, 0 the figure itself; what it reads follows it, one level deeper."""
_LABEL, _VALUE = 52, 18


def tree_lines(node: "Traced", lang: Lang) -> Iterator[str]:
    """The meaning of a figure, then a line for each thing it reads, indented; what was shown already only once."""
    needs = ", ".join(one.in_(lang) for one in node.needs)
    yield f"{node.label.in_(lang)} ({node.unit.in_(lang)}): {node.meaning.in_(lang)}"
    head = Text("Quelle {source}; braucht {needs}", "source {source}; needs {needs}").in_(lang)
    yield head.format(source=origin(node.source, lang), needs=needs)
    yield ""
    for level, one, is_seen in walked(node):
        yield _line(one, level, is_seen, lang)


def walked(node: "Traced") -> "Iterator[tuple[int, Traced, bool]]":
    """Each node with its level, and whether what it reads was told already and is left out."""
    return _walked(node, 0, set())


def _walked(node: "Traced", level: int, seen: set[tuple[str, str]]) -> "Iterator[tuple[int, Traced, bool]]":
    is_seen = bool(node.inputs) and (node.nature, node.id) in seen
    yield level, node, is_seen
    seen.add((node.nature, node.id))
    for one in () if is_seen else node.inputs:
        yield from _walked(one, level + 1, seen)


def _line(node: "Traced", level: int, is_seen: bool, lang: Lang) -> str:
    from kw_tui.cli.layout import fitted, padded

    label = padded(fitted("  " * level + printable(node.label.in_(lang)), _LABEL), _LABEL, right=False)
    told = [one.in_(lang) for one in (node.reason, node.note) if one is not None and not is_seen]
    told += [ABOVE.in_(lang)] if is_seen else []
    return printable(f"{label}{padded(shown(node, lang), _VALUE, right=True)}  {'; '.join(told)}").rstrip()


def shown(node: "Traced", lang: Lang) -> str:
    """The value of a node as its kind asks for, with the mark of an assumption."""
    from kw_tui.cli.layout import cell
    from kw_tui.vocabulary.table import Column

    value = node.said.in_(lang) if node.said is not None else node.value
    mark = f"{MARK} " if node.is_assumed and node.value is not None else ""
    return mark + cell(value, Column(node.id, node.kind, node.label), lang, {})


def plain_node(node: "Traced", lang: Lang) -> dict[str, Any]:
    """A node without what it reads; texts it lacks are left out."""
    told: dict[str, Any] = {"id": node.id, "nature": node.nature}
    texts = {"label": node.label, "unit": node.unit, "meaning": node.meaning}
    told |= {name: text.in_(lang) for name, text in texts.items()}
    told |= {"value": node.value, "is_assumed": node.is_assumed, "source": origin(node.source, lang)}
    told["needs"] = [one.in_(lang) for one in node.needs]
    for name, text in (("said", node.said), ("reason", node.reason), ("note", node.note)):
        if text is not None:
            told[name] = text.in_(lang)
    return told


def plain_tree(node: "Traced", lang: Lang) -> dict[str, Any]:
    """A node with all it reads under `inputs`."""
    told = plain_node(node, lang)
    return told | ({"inputs": [plain_tree(one, lang) for one in node.inputs]} if node.inputs else {})


def node_rows(node: "Traced", lang: Lang) -> list[dict[str, Any]]:
    """A row a node, as `NODE_COLUMNS`; what a node reads is told where it first occurs."""
    return [{"level": level, **plain_node(one, lang)} for level, one, _ in walked(node)]
