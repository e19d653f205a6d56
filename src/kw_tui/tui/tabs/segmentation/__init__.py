"""The segmentation tab: `tab` holds its widgets and handlers, `view` turns rows into cells."""
