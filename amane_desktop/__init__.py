"""What the Centre Amane knows and does; no Qt below this line."""

from time import perf_counter

__version__ = "0.1.0"
# The program's first line: from here its start is measured.
STARTED = perf_counter()
