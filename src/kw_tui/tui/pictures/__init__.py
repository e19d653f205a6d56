"""Pictures as data: `picture` says what one is, a module for each kind draws it, `screen` shows them large.

A kind is a module and a line of `drawing.KINDS`. The pictures of one customer lie in `of_customer`, those of a tab in
the `pictures` of its folder; a tab shows them large by being `Enlarging`.
"""
