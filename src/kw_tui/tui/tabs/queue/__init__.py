"""The queue tab: `listed` shows, `grouping` picks a product group, `deciding` decides.

`view` turns rows into cells, `keys` says which key does what.
"""
