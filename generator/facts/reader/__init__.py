"""From a tree of values to records: every value by its field's declaration, every problem at its place."""
