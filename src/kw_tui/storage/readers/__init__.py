"""Files into raw text, a file per format."""
