"""Backups: what they look like on a drive, how they are written, opened and checked."""
