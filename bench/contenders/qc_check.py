"""qc: all default rules, from the JSON Lines file to outcomes with findings, places, excerpts and fingerprints."""

import os
import sys

from pace import serve

from qc import __version__
from qc.processor import suit

suit(os.environ)  # as the command line does, before NumPy is imported

from qc.api import outcomes_of, plan  # noqa: E402
from qc.config import load  # noqa: E402

_CONFIG = load(named=[], given={"jobs": 1}, origin="bench")


def check() -> int:
    """Findings in the file; reads it anew."""
    return sum(len(outcome.findings) for outcome in outcomes_of([sys.argv[1]], _CONFIG, plan(_CONFIG)))


serve({"qc: all default rules": check}, f"qc {__version__}, {len(_CONFIG.rules())} rules")
