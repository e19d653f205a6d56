"""What clusters are called: ids made of traits, such as `high_revenue+low_service`, and the words for them."""

from collections.abc import Iterator, Mapping

from kw_tui.core.similar.features import CATEGORIES, FEATURES
from kw_tui.vocabulary.texts import Text, printable

AVERAGE = "average"
"""The cluster that nothing sets apart."""
_JOIN, _IS, _NUMBER = "+", "=", "#"
_TRAITS: Mapping[str, Text] = {
    AVERAGE: Text("durchschnittlich", "average"),
    **{f"high_{one.id}": one.high for one in FEATURES},
    **{f"low_{one.id}": one.low for one in FEATURES},
}


def trait(feature: str, *, is_high: bool) -> str:
    """The id of having much, or little, of a feature."""
    return f"{'high' if is_high else 'low'}_{feature}"


def category_trait(column: str, value: str) -> str:
    """The id of having that value in a column of categories."""
    return f"{column}{_IS}{value.replace('%', '%25').replace(_JOIN, '%2B')}"


def joined(*traits: str) -> str:
    """The id of a cluster with these traits."""
    return _JOIN.join(traits)


def numbered(name: str, number: int) -> str:
    """The id of one more cluster with the traits of another."""
    return joined(name, f"{_NUMBER}{number}")


def cluster_label(cluster: str) -> Text:
    """What a cluster is called; a name from elsewhere stays as it is written."""
    first, *others = (_words(one) for one in cluster.split(_JOIN))
    for other in others:
        first = Text("{a}, {b}", "{a}, {b}").format(a=first, b=other)
    return first


class ClusterWords(Mapping[str, Text]):
    """The words for every cluster there may be, beside some `others`; only those are listed, clusters have no end."""

    def __init__(self, others: Mapping[str, Text] | None = None) -> None:
        self._others = others or {}

    def __getitem__(self, name: str) -> Text:
        """What it is called."""
        return self._others.get(name) or cluster_label(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._others)

    def __len__(self) -> int:
        return len(self._others)


def _words(one: str) -> Text:
    column, is_category, value = one.partition(_IS)
    if one in _TRAITS:
        return _TRAITS[one]
    if is_category and column in CATEGORIES:
        written = printable(value.replace("%2B", _JOIN).replace("%25", "%"))
        return Text("{what} {value}", "{what} {value}").format(what=CATEGORIES[column], value=written)
    if one.startswith(_NUMBER):
        return Text("Nr. {n}", "no. {n}").format(n=printable(one.removeprefix(_NUMBER)))
    return Text(printable(one), printable(one))
