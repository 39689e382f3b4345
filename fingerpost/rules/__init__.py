"""The cellar: pure functions from one subject's facts to its duties, over all time.

Six concepts carry it (fact, occasion, standing, procedure, requirement, duty). There is no Django,
no clock and no I/O here beyond the loader of packs, and no word of any one policy: what a policy
says is data in a pack.
"""
