"""What NumPy is told about this machine before it is imported: it reads its environment once, then.

Only programs of our own say it (the command line and with it its workers); a library that changes what NumPy does for
the whole of somebody's process would be a bad guest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_CPU_INFO = "/proc/cpuinfo"
_ENOUGH = 1000  # characters: the first processor's maker, family and model
_ZEN_4 = ("AuthenticAMD", "25")  # Zen 3 is of this family too, and has no AVX-512 to do without


def suit(environment: MutableMapping[str, str], cpu_info: str = _CPU_INFO) -> None:
    """Set what suits qc on this processor, unless somebody has said otherwise.

    - NumPy starts a thread a core for linear algebra, of which qc does none: 50 ms of every start, in every worker.
    - Its AVX-512 sort stores compressed registers to memory, which Zen 4 does in microcode: there the AVX2 sort is five
      times as fast (numpy/x86-simd-sort issue 6), and sorting is a tenth of qc's work. "X86_V4" is NumPy 2.4's name
      for it; an older one goes on as it was.
    """
    environment.setdefault("OPENBLAS_NUM_THREADS", "1")
    if _processor(cpu_info) == _ZEN_4:
        environment.setdefault("NPY_DISABLE_CPU_FEATURES", "X86_V4")


def _processor(cpu_info: str) -> tuple[str, str]:
    """Its maker and family as Linux tells them; empty where it does not."""
    try:
        with open(cpu_info, encoding="ascii", errors="replace") as told:  # noqa: PTH123 - pathlib costs 8 ms
            rows = [line.partition(":") for line in told.read(_ENOUGH).splitlines()]
    except OSError:
        return "", ""
    said = {name.strip(): value.strip() for name, _, value in rows}
    return said.get("vendor_id", ""), said.get("cpu family", "")
