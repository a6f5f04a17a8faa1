"""The figures of docs/performance.md, each beside a peer in the same run: `dev.py bench`."""
