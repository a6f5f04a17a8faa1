"""What the Centre Amane knows and does; no Qt below this line."""

__version__ = "0.1.0"
