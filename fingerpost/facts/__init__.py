"""The ledger: what happened, appended and never changed. Subjects are opaque keys."""
