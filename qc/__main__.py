"""Where `qc` and `python -m qc` begin: what can be answered without the rest is answered at once."""

from __future__ import annotations

import sys

from qc import __version__


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"qc {__version__}")
        return 0
    try:
        from qc.cli import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the rest was being loaded
        return 130


if __name__ == "__main__":
    sys.exit(main())
