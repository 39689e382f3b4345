"""The pages of this room: people, groups, absence, accounts."""
