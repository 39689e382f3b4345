"""Letters: what a provider writes, sent once, with proof; and what came back of it."""
