"""Ledger and archive as records: writing them, mending what was broken off, verifying, telling what they say."""
