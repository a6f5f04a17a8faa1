"""What the centre may change of itself: the director's page."""
