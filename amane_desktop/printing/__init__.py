"""The kit for printed papers: fonts, Arabic text, page frame, fitted text and grids."""
