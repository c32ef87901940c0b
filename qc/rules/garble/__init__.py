"""Sentences that a scraper, a translator or a template broke."""
