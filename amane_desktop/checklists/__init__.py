"""Required papers and the counters that give them, for every service that asks for papers."""
