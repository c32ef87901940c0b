"""Links and site furniture that are no part of the text."""
