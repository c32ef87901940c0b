"""Text in another language than it should be."""
