"""All settings, by group and by id, and the values a session gives them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.rfm import RfmRules
from kw_tui.vocabulary.settings.afterwards import AFTERWARDS
from kw_tui.vocabulary.settings.avoidable import AVOIDABLE
from kw_tui.vocabulary.settings.capacity import CAPACITY
from kw_tui.vocabulary.settings.classes import CLASSES
from kw_tui.vocabulary.settings.conditions import CONDITIONS
from kw_tui.vocabulary.settings.cost_rates import COST_RATES
from kw_tui.vocabulary.settings.decisions import DECISIONS
from kw_tui.vocabulary.settings.lifetime import LIFETIME
from kw_tui.vocabulary.settings.payment import PAYMENT
from kw_tui.vocabulary.settings.portfolio import PORTFOLIO
from kw_tui.vocabulary.settings.potential import POTENTIAL
from kw_tui.vocabulary.settings.prices import PRICES
from kw_tui.vocabulary.settings.proposals import PROPOSALS
from kw_tui.vocabulary.settings.setting import Field, Group, Item, Setting, Value
from kw_tui.vocabulary.settings.work import WORK
from kw_tui.vocabulary.texts import Text

GROUPS: tuple[Group, ...] = (
    WORK,
    CLASSES,
    PORTFOLIO,
    LIFETIME,
    PAYMENT,
    CAPACITY,
    POTENTIAL,
    COST_RATES,
    AVOIDABLE,
    CONDITIONS,
    PRICES,
    PROPOSALS,
    DECISIONS,
    AFTERWARDS,
)
ITEMS: dict[str, Item] = {item.id: item for group in GROUPS for item in group.items}
"""Everything that can be set, by id."""
SETTINGS: tuple[Setting, ...] = tuple(setting for group in GROUPS for setting in group.settings)
FIELDS: dict[str, Field] = {id_: item for id_, item in ITEMS.items() if isinstance(item, Field)}
_BY_ID = {setting.id: setting for setting in SETTINGS}


def setting_by_id(setting_id: str) -> Setting:
    """Return the setting with this id; raise UsageError if there is none."""
    if setting_id in _BY_ID:
        return _BY_ID[setting_id]
    message = Text("Einstellung {id!r} gibt es nicht", "There is no setting {id!r}").format(id=setting_id)
    raise UsageError(message, Text("`kw set -s SESSION` listet alle", "`kw set -s SESSION` lists them all"))


@dataclass(frozen=True)
class Settings(Mapping[str, Value]):
    """All settings by id: the session's values over the defaults. Values are checked when it is made."""

    overrides: Mapping[str, Value] = field(default_factory=dict)
    rfm: RfmRules = field(default_factory=RfmRules)
    """Cuts and segments, which are tables rather than values."""

    def __post_init__(self) -> None:
        checked = {id_: setting_by_id(id_).parse(raw) for id_, raw in self.overrides.items()}
        object.__setattr__(self, "overrides", MappingProxyType(checked))

    def __getitem__(self, setting_id: str) -> Value:
        return self.overrides.get(setting_id, _BY_ID[setting_id].default)

    def __iter__(self) -> Iterator[str]:
        return iter(_BY_ID)

    def __len__(self) -> int:
        return len(_BY_ID)

    def number(self, setting_id: str) -> float:
        """Return a numeric setting."""
        return float(self[setting_id])

    def amount(self, setting_id: str) -> Decimal:
        """Return a numeric setting as exact amount, to four places."""
        return Decimal(str(self[setting_id])).quantize(Decimal("0.0001"))

    def choice(self, setting_id: str) -> str:
        """Return a text setting."""
        return str(self[setting_id])

    def is_unconfirmed(self, setting_id: str) -> bool:
        """Whether it is an assumption that nobody has confirmed."""
        return setting_id in _BY_ID and _BY_ID[setting_id].is_assumption and setting_id not in self.overrides

    def with_(self, **changes: Value | None) -> "Settings":
        """Return these settings with some changed; None takes one back to its default."""
        kept = {id_: value for id_, value in self.overrides.items() if id_ not in changes}
        return Settings(kept | {id_: value for id_, value in changes.items() if value is not None}, self.rfm)
