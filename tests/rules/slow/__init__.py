"""The slow ladder: the at-risk ladder gone through day by day, written apart from the engine.

It shares nothing with `fingerpost.rules` but the calendar, and exists only to be compared with it.
"""
