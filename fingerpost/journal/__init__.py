"""The journal: who did and saw what, beyond facts. No foreign keys, so that a person can be erased."""
