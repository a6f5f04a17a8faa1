"""Who works at the centre: the director's page."""
