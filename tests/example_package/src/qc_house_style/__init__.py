"""Rules of one publishing house, for qc."""
