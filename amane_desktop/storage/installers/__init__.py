"""Installers of the program as they lie on a drive: found, copied to this PC, started."""
