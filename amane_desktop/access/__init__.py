"""Staff members and what their roles may see and do."""
