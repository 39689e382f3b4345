"""The roof: the command line, later also settings, urls and wsgi.

The only room that knows every other room. It puts them together and holds no rule, no file format
and no page of its own; the clock, where one is needed, is read here once and passed in.
"""
