"""Work that takes long: what it is called, how far it is, how it is cancelled, and the screen that lists it."""
