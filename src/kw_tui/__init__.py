"""Kundenwert: what every customer is worth, and what to decide about each."""

import os

__version__ = "0.1.0"

# Sums by several threads end in other digits on every machine, and threads that wait for each other cost more than they
# bring for arrays of this size. To be said before the libraries are loaded; whoever said otherwise is heard.
for _threads in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_threads, "1")
