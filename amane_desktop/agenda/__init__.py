"""Tasks of every service: what is to be done by when, about whom, and what was done."""
