"""People, groups, employers, dated roles, sign-in, and who may see what."""
