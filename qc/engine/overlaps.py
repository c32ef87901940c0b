"""One defect, one finding: where rules meet on the same characters, this table says which of them speaks.

Every rule runs and none knows of another. What they report is ordered here, in one place: a rule absorbs the findings
of the rules behind it in its row when at least half of their span lies inside its own. Of two rules about the end of a
page the one that begins higher is heard, whichever it is, and so before all others what lies wholly inside is absorbed.
"""

from __future__ import annotations

from collections.abc import Iterable

from qc.finding import Finding

# Rule (or prefix) -> what it absorbs, the strongest claim first. A claim on more text, or one that explains more, wins.
ABSORBS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # What is no part of the text needs no proof-reading; broken characters in it stay visible.
    ("LNK101", ("LNK102", "LNK103", "LNK104", "LNK105", "REP", "GAR", "LNG102")),
    ("LNK102", ("LNK103", "LNK104", "LNK105", "REP", "GAR", "LNG102")),
    ("LNK104", ("LNK105", "LNK103", "REP", "GAR", "LNG102")),
    ("LNK103", ("REP", "GAR", "LNG102")),
    ("LNK105", ("REP", "GAR", "LNG102")),
    ("ENC101", ("ENC102", "ENC103", "ENC104", "GAR", "REP108", "LNG102")),
    ("ENC102", ("GAR105", "GAR109", "REP108", "GAR110")),
    ("ENC103", ("GAR106", "GAR110", "ENC104")),
    ("GAR108", ("GAR103", "GAR104", "GAR105", "GAR109", "GAR110", "REP", "LNG102")),
    ("GAR109", ("GAR103", "GAR104", "GAR105", "GAR110", "REP", "LNG102")),
    # From the largest repeated thing to the smallest; a loop explains every stutter and repeated sentence in it.
    ("REP105", ("REP", "GAR101", "GAR110")),
    ("REP101", ("REP102", "REP103", "REP104", "REP106", "REP107", "REP108", "GAR101")),
    ("REP102", ("REP103", "REP104", "REP106", "REP107", "REP108", "GAR101")),
    ("GAR101", ("REP103", "REP107", "REP104", "GAR102")),
    ("REP104", ("REP103", "REP106", "REP107", "REP108")),
    ("REP106", ("REP103", "REP107")),
    ("REP107", ("REP103",)),
    ("REP108", ("GAR103", "GAR105", "GAR110")),
    ("GAR103", ("GAR102", "GAR105")),
    ("GAR106", ("GAR104", "GAR105", "GAR110", "REP108")),
    ("GAR110", ("GAR104", "GAR105", "LNG102", "ENC104")),
    ("GAR104", ("GAR105",)),
    ("GAR102", ("GAR105",)),
)

# Rule -> what it absorbs only if the whole of it lies inside.
CONTAINS: tuple[tuple[str, tuple[str, ...]], ...] = (("LNK102", ("LNK101", "LNK104")),)


def resolve(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one document without those another one explains, by start, end and code.

    Linear in the number of findings but for those that overlap: each row of the table sweeps both sides once.
    """
    kept = sorted(findings, key=lambda finding: (finding.span, finding.code))
    present = {finding.code for finding in kept}
    for table, share in ((CONTAINS, 1.0), (ABSORBS, 0.5)):
        for winner, losers in table:
            if winner in present:
                kept = _absorb(winner, losers, kept, share)
    return kept


def _absorb(winner: str, losers: tuple[str, ...], findings: list[Finding], share: float) -> list[Finding]:
    """`findings` (by start) without the losers that lie by this share or more in findings of the winner."""
    claims = _merged([finding for finding in findings if finding.code == winner])
    at, kept = 0, []
    for finding in findings:
        while at < len(claims) and claims[at][1] <= finding.span.start:
            at += 1
        beaten = finding.code != winner and finding.code.startswith(losers)
        if not (beaten and _covered(finding, claims, at, share)):
            kept.append(finding)
    return kept


def _merged(findings: list[Finding]) -> list[tuple[int, int]]:
    """The spans of findings (by start), overlapping ones joined."""
    merged: list[tuple[int, int]] = []
    for start, end in (finding.span for finding in findings):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _covered(finding: Finding, claims: list[tuple[int, int]], at: int, share: float) -> bool:
    """Whether this share of the span lies in the claims from `at` on (an empty span: whether one touches it)."""
    start, end = finding.span
    inside = 0
    while at < len(claims) and claims[at][0] < max(end, start + 1):
        inside += min(end, claims[at][1]) - max(start, claims[at][0])
        at += 1
    return inside >= share * (end - start) and inside > 0
