"""Tasks and appointments: their forms, their lists, and one of them in a line."""
