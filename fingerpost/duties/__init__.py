"""Duties: facts meet policies. What is due, done and overdue, why, and each person's list."""
