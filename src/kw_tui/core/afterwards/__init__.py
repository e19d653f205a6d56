"""What came of measures once later data is there: asked against realised, volume, who is left (SPEC 7)."""
