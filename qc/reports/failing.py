"""Which findings fail a run, as its settings have it, for formats that tell failed from passed."""

from __future__ import annotations

from qc.finding import Finding, Severity
from qc.outcome import Run


class Gate:
    """`fail-on` of the run's settings: the mildest severity that fails, `None` where nothing does."""

    def __init__(self, run: Run) -> None:
        wanted = str(run.settings.get("fail-on", run.settings.get("fail_on", Severity.WARNING)))
        level = {"any": Severity.INFO.value}.get(wanted, wanted)
        self.least = Severity(level) if level in list(Severity) else None

    def fails(self, finding: Finding) -> bool:
        return self.least is not None and finding.severity.rank >= self.least.rank
