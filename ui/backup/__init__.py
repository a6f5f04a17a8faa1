"""The weekly backup: the drive that is in, how far it has come, when it was last made."""
