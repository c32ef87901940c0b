"""QC005: a mark in a document that lets nothing pass."""

from qc.finding import Severity
from qc.rule import Diagnostic


class UnusedSuppression(Diagnostic):
    """A mark in a document that lets nothing pass.

    A comment `<!-- qc: ignore[repeated-phrase] reason -->` counts where `inline-suppressions` names the format. One
    that no finding needs any more, or whose rule is misspelled, would hide the next finding unseen: take it out.
    """

    code = "QC005"
    severity = Severity.WARNING
    bad = ("<!-- qc: ignore[spaced-ellipsis] a quotation --> above a paragraph without an ellipsis",)
    good = ("<!-- qc: ignore[spaced-ellipsis] a quotation --> above a paragraph with one that is broken",)
