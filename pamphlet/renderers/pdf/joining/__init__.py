"""Each statement set apart, in any number of processes and never twice, and all of it joined into one PDF.

Decision 58 says why; `joiner.py` is where to begin.
"""
