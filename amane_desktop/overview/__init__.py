"""What looks across the services."""
