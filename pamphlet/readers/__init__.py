"""Bytes → manuscript, and a manuscript's restored text → the model's blocks."""
