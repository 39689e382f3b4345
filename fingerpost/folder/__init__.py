"""The ground floor for files: facts folders, and later funding records, read and written.

Plain Python over the rules and without Django, so that a policy can be tried on one's own files
with no database and no settings. What is in a file is checked here row by row and handed down as
values; either all of a folder is taken or none of it.
"""
