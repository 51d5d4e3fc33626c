"""The archive of issued manuals: where things lie, what is written, and how it is read again."""
