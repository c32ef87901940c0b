"""What NumPy is told about the processor, and that it is told in time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qc.processor import suit

ZEN_4 = "processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 17\n"
INTEL = "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 143\n"
ZEN_5 = ZEN_4.replace("25", "26")
ARM = "processor\t: 0\nBogoMIPS\t: 243.75\nCPU part\t: 0xd0c\n"


def told(tmp_path: Path, text: str, **environment: str) -> dict[str, str]:
    cpu_info = tmp_path / "cpuinfo"
    cpu_info.write_text(text)
    suit(environment, str(cpu_info))
    return environment


def test_the_slow_sort_is_switched_off_where_it_is_slow(tmp_path):
    assert told(tmp_path, ZEN_4)["NPY_DISABLE_CPU_FEATURES"] == "X86_V4"


@pytest.mark.parametrize("text", [INTEL, ZEN_5, ARM, "", "\0\ufffd:::\n"])
def test_and_nowhere_else(tmp_path, text):
    assert told(tmp_path, text) == {"OPENBLAS_NUM_THREADS": "1"}


def test_what_somebody_said_stands(tmp_path):
    said = {"NPY_DISABLE_CPU_FEATURES": "AVX2", "OPENBLAS_NUM_THREADS": "2"}
    assert told(tmp_path, ZEN_4, **said) == said


def test_no_cpu_info_is_no_trouble(tmp_path):
    environment: dict[str, str] = {}
    suit(environment, str(tmp_path / "none"))
    assert environment == {"OPENBLAS_NUM_THREADS": "1"}


def test_the_command_line_says_it_before_numpy_is_there():
    code = """if True:
        import os, sys, types
        seen = lambda arguments: print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])
        sys.modules['qc.cli'] = types.SimpleNamespace(main=seen)
        from qc.__main__ import main
        main()"""
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "False 1\n"
