"""Pictures as data: `picture` says what one is, a module for each kind draws it, `screen` shows them large."""
