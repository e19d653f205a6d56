"""What stands between the program and a real terminal: writing that never waits, stopping, and leaving."""
