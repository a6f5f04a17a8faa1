"""The page that takes in the spreadsheets that a centre has kept."""
