"""LNK103: a link to another article in the middle of the prose."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Finding
from qc.measures.pointers import Pointer, pointers
from qc.measures.removal import removal
from qc.rule import Rule
from qc.text import Text


class InlineReadAlso(Rule):
    """A pointer to another article in the middle of the text.

    Newspapers set "Baca juga: ...", "Read more: ..." between or inside the paragraphs of an article; in the scraped
    text the headline of the other article stands where a sentence should be. A line counts if it begins with such a
    phrase and a colon, or consists of it (the headline is then the next line); inside a paragraph it must stand in
    brackets or at the head of a sentence, with a colon. "Read more about it in chapter 3." is prose and stays.
    """

    code = "LNK103"
    bad = (
        "Presiden tiba di Jakarta pada hari Senin.\n⟦Baca juga: Harga Beras Naik Lagi⟧\nIa disambut para menteri.",
        "The minister resigned on Monday.\n⟦Read more: What the vote means for farmers⟧\nHis party thanked him.",
        "Der Minister trat am Montag zurück.\n⟦Lesen Sie auch: Was das Urteil für Mieter bedeutet⟧\nDie Partei dankte.",
        "Le ministre a démissionné lundi. ⟦(Lire aussi : Ce que change la réforme)⟧ Son parti l'a remercié.",
        "El ministro dimitió el lunes.\n⟦Lee también\nQué cambia con la nueva ley de vivienda⟧\nSu partido le dio las "
        "gracias en un comunicado.",
        "สภาเมืองประชุมกันเมื่อวันจันทร์และพูดคุยกันหลายชั่วโมงเรื่องราคาขนมปังในเมืองของเรา "
        "แต่ไม่มีใครบอกได้ว่าจะประชุมกันอีกเมื่อไรหรือที่ไหน ชาวบ้านหลายคนจึงกลับบ้าน\n"
        "⟦อ่านเพิ่มเติม: ทำไมราคาข้าวจึงขึ้นอีกครั้ง⟧\n"
        "นายกเทศมนตรีกล่าวในตอนเย็นว่างานสร้างสะพานใหม่จะเริ่มในฤดูใบไม้ผลิ "
        "และขอให้ทุกคนอดทนรออีกสักหน่อยเพราะเงินยังไม่พอสำหรับงานทั้งหมดในปีนี้",
        "Menteri itu mundur pada hari Senin. ⟦Baca juga: Apa arti putusan itu bagi petani⟧\nPartainya berterima kasih.",
    )
    good = (
        "Read more about this in the third chapter, which deals with bees.",
        "She had to read more: her teacher had set three books for the summer.",
        "Baca juga buku itu sebelum ujian dimulai minggu depan.",
        "He said: read also the small print of every contract.",
        "Lire aussi les conditions en bas de la page avant de signer.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for pointer in text.view(pointers):
            edit = removal(text, pointer.start, pointer.end)
            fix = self.fix(text, "remove the pointer", edit) if pointer.sure else None
            yield self.finding(
                text,
                pointer.start,
                pointer.end,
                _message(pointer),
                confidence=0.95 if pointer.sure else 0.8,
                fix=fix,
                evidence={"phrase": pointer.phrase},
            )


def _message(pointer: Pointer) -> str:
    return f"{pointer.phrase!r} points to another article in the middle of the text"
