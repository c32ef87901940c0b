"""Characters that are not what the author wrote."""
