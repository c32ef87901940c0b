"""How fast and how right qc is, beside its peers: `python -m bench.speed`, `python -m bench.accuracy`."""

import os

from qc.processor import suit

suit(os.environ)  # as the command line does, before NumPy is imported
