"""Persons and families."""
