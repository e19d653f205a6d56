"""Every class of the interface that binds keys."""

from kw_tui.tui.keymap.contexts import holding

HOLDERS = holding()
