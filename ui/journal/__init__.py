"""The director's journal."""
