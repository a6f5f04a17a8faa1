"""Spreadsheets that the centre kept before: read, understood column by column, and taken in."""
