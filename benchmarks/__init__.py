"""How fast the window is and what it takes, measured against bounds of the same run: `make bench`."""
