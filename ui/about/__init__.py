"""About and help: which program this is, what it is made of, and a report for whoever helps."""
