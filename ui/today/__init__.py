"""The first page of the morning."""
