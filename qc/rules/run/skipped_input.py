"""QC002: an input that was left out on purpose."""

from qc.finding import Severity
from qc.rule import Diagnostic


class SkippedInput(Diagnostic):
    """An input that was met on the way and left out.

    A binary file, a format qc does not read, a link that leads out of the folder. Nothing is wrong with it, but it was
    not checked, and every report says so by name.
    """

    code = "QC002"
    severity = Severity.INFO
    bad = ("photo.jpg in a folder that is checked", "a symbolic link to /etc/passwd")
    good = ("article.txt",)
