"""Stories: a subject's facts, standings and duties as sentences, in English and Welsh. Plain Python over the rules."""
