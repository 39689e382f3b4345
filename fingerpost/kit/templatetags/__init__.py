"""The kit's words for templates."""
