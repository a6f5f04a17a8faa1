"""Families: the list, the record, and the forms that fill it."""
