"""Calling the numbers of a plan: whom, a sheet to write on, what it says when it comes back, and where that is kept."""
