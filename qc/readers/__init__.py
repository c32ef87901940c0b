"""From files to documents: `discover` names the inputs, `read` reads each, and every input is accounted for.

    for found in discover(paths, options):
        if isinstance(found, Unread): ...          # missing, not readable, not ours: by name, with the reason
        for part in shards(found):                 # a big JSON Lines file in parts that workers can share
            for item in read(part, options): ...   # Document or Unread

Documents in = checked + failed + skipped, where an `Unread` stands for `Unread.count` of them.
"""

from qc.readers.inputs import FORMATS, STDIN, Input, ReadOptions
from qc.readers.reading import read, read_stdin, read_string
from qc.readers.records import shards
from qc.readers.walk import discover

__all__ = [
    "FORMATS",
    "STDIN",
    "Input",
    "ReadOptions",
    "discover",
    "read",
    "read_stdin",
    "read_string",
    "shards",
]
