"""Printing: from Word files to pages. The fonts that stand in for those of official documents are in `fonts.conf`."""
