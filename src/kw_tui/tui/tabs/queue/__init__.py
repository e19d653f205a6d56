"""The queue tab: `listed` shows, `deciding` decides, `view` turns rows into cells, `keys` says which key does what."""
