"""Every threshold: its default, bounds, unit, meaning and source. The session overrides it.

A group of settings is a module, a setting one entry of it; `GROUPS` holds them all.
"""

from kw_tui.vocabulary.settings.setting import Field, Group, Item, Setting, Value
from kw_tui.vocabulary.settings.values import FIELDS, GROUPS, ITEMS, SETTINGS, Settings, setting_by_id

__all__ = [
    "FIELDS",
    "GROUPS",
    "ITEMS",
    "SETTINGS",
    "Field",
    "Group",
    "Item",
    "Setting",
    "Settings",
    "Value",
    "setting_by_id",
]
