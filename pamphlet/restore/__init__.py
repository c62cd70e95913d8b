"""Manuscript → the model: one file a family of repairs, each of which leaves an entry in the proof."""
