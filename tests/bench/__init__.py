"""How fast the vault is, beside its peers and the disk itself, in one run.

``python -m tests.bench`` prints a table of ratios. Milliseconds differ from machine to machine and
from minute to minute; ratios taken in one run, of measurements a moment apart, hold.
"""
