"""Defects to plant, one file a family; each pattern says where it was seen. Nothing here looks at a rule's code."""
