"""The pictures of the guide, taken from the running program: `python3 dev.py screenshots`."""
