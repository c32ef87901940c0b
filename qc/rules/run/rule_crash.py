"""QC003: a rule that failed on a document."""

from qc.rule import Diagnostic


class RuleCrash(Diagnostic):
    """A rule that failed on a document.

    The other rules and documents went on. It is a defect of the rule: please report it with the document, or leave the
    rule out with `--ignore` until it is mended.
    """

    code = "QC003"
    bad = ("a rule of a plugin raises an exception on an empty document",)
    good = ("every selected rule looked at the document",)
