"""qc: find repeated phrases, garbled sentences and unrelated trailing links in scraped text."""

__version__ = "0.1.0"
