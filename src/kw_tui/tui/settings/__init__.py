"""Everything that can be set, on one screen: what it means, what rests on it, and what a change would do.

`opening` brings up the `screen`, which finds settings and tells of them. Its parts are `applying`, what is done to
them, and `trying`, what is typed and would do; `rows`, `view` and `effect_view` are text only. A setting itself is an
entry of its group in `vocabulary/settings`, and has its row here by that alone.
"""
