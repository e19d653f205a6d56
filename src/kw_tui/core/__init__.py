"""The thinking: lazy frames in, lazy frames out. No disk, no clock, no collect."""
