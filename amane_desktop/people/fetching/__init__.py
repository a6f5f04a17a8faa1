"""Fetching back: a family as it stood in a backup beside what stands now, and taken from there."""
