"""What `kw` shows where no session is named: the demo, an import, or a session to open."""
