"""Where `qc` and `python -m qc` begin: what can be answered without the rest is answered at once."""

from __future__ import annotations

import os
import sys

from qc import __version__


def _distrust_the_working_folder() -> None:
    """`python -m qc` imports from the working folder first; what somebody scraped into it must not run."""
    home = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120 - pathlib costs 8 ms
    try:
        here = os.getcwd()  # noqa: PTH109
    except OSError:  # deleted under our feet
        return
    if here != home and sys.path[0] in ("", here):
        del sys.path[0]


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"qc {__version__}")
        return 0
    _distrust_the_working_folder()
    try:
        from qc.processor import suit

        suit(os.environ)
        from qc.cli import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the rest was being loaded
        return 130


if __name__ == "__main__":
    sys.exit(main())
