"""Funding records: files that providers send to their funders, read strictly and safely."""
