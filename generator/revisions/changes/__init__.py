"""What changed between two frozen revisions: found, told in words, put into a table, and what kind it makes."""
