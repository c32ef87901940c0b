"""What a run does: everything a worker needs to know, and nothing that differs from worker to worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qc.engine.waivers import Waivers
from qc.finding import Finding, Severity
from qc.readers import ReadOptions
from qc.rule import CorpusRule, Rule

# Fewer, longer columns: NumPy is paid for per call. Beyond half a million they leave the caches of the processor.
BATCH_CHARACTERS = 400_000


@dataclass(frozen=True)
class Plan:
    """The rules with their options, how to read, and what to keep. Picklable.

    severities     the severity that replaces a rule's own, by code
    max_findings   per document; what is over is counted in a QC004 finding
    keep_text      keep the text of documents with findings, for reports that show it
    corpus         run the corpus rules (they need more than one document)
    merge_clean    count neighbouring clean documents of a file in one outcome instead of one each
    waivers        findings that the configuration lets pass
    memory         file of the cache and the plan's key in it (see `cache.remembering`); `None`: remember nothing
    """

    rules: tuple[Rule, ...]
    reading: ReadOptions = field(default_factory=ReadOptions)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    min_severity: Severity = Severity.INFO
    min_confidence: float = 0.0
    max_findings: int = 1000
    keep_text: bool = False
    corpus: bool = True
    merge_clean: bool = False
    waivers: Waivers = field(default_factory=Waivers)
    memory: tuple[str, bytes] | None = None

    def graded(self, finding: Finding) -> Finding:
        """The finding at the severity it is to be reported at."""
        severity = self.severities.get(finding.code)
        return finding if severity is None else replace(finding, severity=severity)

    @property
    def document_rules(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if not isinstance(rule, CorpusRule))

    @property
    def corpus_rules(self) -> tuple[CorpusRule, ...]:
        return tuple(rule for rule in self.rules if isinstance(rule, CorpusRule)) if self.corpus else ()
