"""Tasks and appointments of every service: who does what by when, who is expected where."""
