"""Work that takes long: what it is called, how far it is, how it is cancelled, and the screen that lists it.

A `job` is named in `names` by whoever asks the desk, kept in the `ledger`, and told of in `telling`.
"""
