"""QC004: a document with more findings than are listed."""

from qc.finding import Severity
from qc.rule import Diagnostic


class TooManyFindings(Diagnostic):
    """A document with more findings than are listed.

    The first ones are shown (`--max-findings` says how many), the rest are counted here by rule: no report grows
    without bound, and none hides that it was cut.
    """

    code = "QC004"
    severity = Severity.INFO
    bad = ("a product feed in which 12,000 sentences are repeated",)
    good = ("an article with three findings",)
