"""The desk for learners: the caseload, the learner's page, and everything that is recorded about a learner."""
