"""Policies: packs adopted from a day, their parameters, and the history of both."""
