"""How fast and how right qc is, beside its peers: `python -m bench.speed`, `python -m bench.accuracy`."""
