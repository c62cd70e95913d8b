"""The finished files → the proof that every word of every source is in them, or is named."""
