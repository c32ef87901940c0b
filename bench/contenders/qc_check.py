"""qc: all default rules, from the JSON Lines file to outcomes with findings, places, excerpts and fingerprints."""

import sys

from pace import serve

from qc import __version__
from qc.api import outcomes_of, plan
from qc.config import load

_CONFIG = load(named=[], given={"jobs": 1}, origin="bench")


def check() -> int:
    """Findings in the file; reads it anew."""
    return sum(len(outcome.findings) for outcome in outcomes_of([sys.argv[1]], _CONFIG, plan(_CONFIG)))


serve({"qc: all default rules": check}, f"qc {__version__}, {len(_CONFIG.rules())} rules")
