"""The guide for staff, inside the program: opened by F1 at the page of where one stands."""
