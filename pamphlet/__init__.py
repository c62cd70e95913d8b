"""Statements in, e-book and printed pamphlet out."""

__version__ = "0.1.0"
