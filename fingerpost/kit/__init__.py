"""The kit: base templates, parts of pages, forms and texts that every room shares. No models."""
