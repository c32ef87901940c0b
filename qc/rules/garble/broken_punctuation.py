"""GAR105: punctuation that no language sets that way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from qc.finding import Finding, Severity
from qc.measures.programming import about_code, quoted_code
from qc.measures.punctuation import Mark, blanks_before, broken_marks, unclosed
from qc.measures.systematic import LISTED, systematic
from qc.rule import Rule
from qc.text import Text


class BrokenPunctuation(Rule):
    """Punctuation that no language sets that way.

    A comma twice, a comma before a full stop, a full stop behind a question mark, a blank before a comma, a bracket or
    quotation mark that opens and never closes: a link, a number or a name was cut out there, or a translation machine
    stumbled. Left alone: ellipses, "?!", abbreviations, the blanks of French before ; : ! ?, "?.." in Russian, ",," as
    an opening quotation mark, emoticons, lists a) b), quotations that go on in the next paragraph, and documents about
    code. More than five of a kind in a document are one finding.
    """

    code = "GAR105"
    severity = Severity.INFO
    bad = (
        "The minister met the envoy⟦,,⟧ and then went home.",
        "Menteri itu pulang ke rumah⟦,.⟧ Besoknya dia kembali.",
        "Wer hat das gesagt⟦?.⟧ Niemand weiß es.",
        "Le maire⟦ ,⟧ qui était là, a parlé.",
        "El alcalde habló con los ministros⟦..⟧ Después se fue.",
        "Она пришла домой⟦;,⟧ потом ушла.",
        "وصل الوزير⟦،،⟧ ثم عاد إلى بيته.",
        "会议结束了⟦，，⟧他回家了。",
        "The harbour ⟦(⟧built in the year of the great flood was closed for the rest of the winter.",
        "All the ministers came. They met the ministers⟦.,⟧ and then they left.",
    )  # fmt: skip
    good = (
        "253\t171\tAB\t,\tCOMMA\n254\t172\tAC\t.\tFULL STOP",
        "Files whose name begins with a . and ends with a ~ are not shown. To hide a file, put a . before its name.",
        "Print single pages of the log: use , or ; for a list of pages, and . or / between the parts of a date.",
        "I saw him at the quay.. he waved.. and went. Then it got late.. ;)\nNobody came after that..",
        "Wait... what?! No!! Yes?.. Да?.. She lives in the U.S., e.g., near Acme Inc., etc., he said.",
        "Que dit-il ? Rien ! Voici : un ; deux.",
        "Powiedział ,,dobry wieczór'' i wyszedł; was it Yahoo!.",
        "We like it :( and ;-) and (: too; a) one b) two.",
        "¿Qué pasó? ¡Nada! Ο Γιάννης; Ναι.",
        "“This is the first paragraph of what he said.\n“And this is the second,” he said.",
        "He wrote (and this is true.\nIt goes on here) for years.",
        "In the file .profile the value is .5 or .75 , he said in Python and JavaScript.",
        "Foo () returns nothing..., right?",
        "ไทย , ลาว",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        marks = sorted(chain(broken_marks(text), blanks_before(text), unclosed(text)))
        marks = [mark for mark in marks if self._in_prose(text, mark.start)]
        for group in systematic(marks, lambda mark: (text.document_at(mark.start), text.slice(mark.start, mark.end))):
            yield self._finding(text, group)

    @staticmethod
    def _in_prose(text: Text, start: int) -> bool:
        return not text.view(quoted_code)[start] and not about_code(text, text.document_at(start))

    def _finding(self, text: Text, group: list[Mark]) -> Finding:
        first = group[0]
        often = f" ({len(group)} times in this document)" if len(group) > 1 else ""
        edits = [(mark.start, mark.end, mark.right) for mark in group]
        return self.finding(
            text,
            first.start,
            first.end,
            f'"{text.slice(first.start, first.end)}": {first.what}{often}',
            confidence=first.confidence,
            related=[(mark.start, mark.end, "once more") for mark in group[1 : LISTED + 1]],
            fix=self.fix(text, f'write "{first.right}"', *edits, safe=first.safe) if first.right else None,
        )
