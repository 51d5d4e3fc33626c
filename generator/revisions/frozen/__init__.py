"""What a revision says, frozen: its values, texts and printed lines, its content hash and check code."""
