"""QC001: an input that could not be read."""

from qc.rule import Diagnostic


class UnreadableInput(Diagnostic):
    """An input, or a record of one, that could not be read.

    A truncated archive, a line that is no JSON, a record without a text: what could not be checked is a finding by
    name, so that a broken crawl can never pass a gate as clean. The message says what is wrong and what to do.
    """

    code = "QC001"
    bad = ('{"id": 7, "text": "cut off', "a .gz file whose checksum does not match its content")
    good = ('{"id": 7, "text": "whole"}',)
