"""The demonstration: an invented provider in England and Wales, whose people live by the same rules as real ones."""
