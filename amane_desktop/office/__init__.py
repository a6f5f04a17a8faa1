"""The opened centre: how a change and a question travel."""
