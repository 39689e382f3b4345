"""Fingerpost: policies as data, facts as a ledger, duties as what follows."""

__version__ = "0.1.0"
