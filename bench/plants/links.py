"""Links and passages that are not the article's: tails, pointers in mid-text, other languages."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bench.hosts import Host, Planted, inserted
from bench.plant import pattern
from qc.offsets import Span

DECLARED = "ar de en es fr hi it ja ko nl pl pt ru th tr vi zh".split()  # no two of them are taken for one another

HEADINGS = {
    "en": "More Stories|Related articles|You may also like", "id": "Berita Terkait|Artikel Lainnya|Baca Juga",
    "de": "Mehr zum Thema|Das könnte Sie auch interessieren", "fr": "À lire aussi|Sur le même sujet",
    "es": "Te puede interesar|Noticias relacionadas", "ru": "Читайте также|Новости по теме",
    "pl": "Czytaj także|Zobacz też", "ar": "اقرأ أيضا|مواضيع ذات صلة", "hi": "यह भी पढ़ें|संबंधित खबरें",
    "zh": "相关新闻|相关阅读|推荐阅读", "th": "ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม",
    "it": "Leggi anche|Articoli correlati", "nl": "Lees ook|Meer nieuws", "pt": "Leia também|Notícias relacionadas",
    "tr": "İlgili Haberler|Bunlar da ilginizi çekebilir", "uk": "Читайте також|Схожі новини",
    "ja": "関連記事|あわせて読みたい", "ko": "관련 기사|함께 보면 좋은 기사",
}  # fmt: skip
POINTERS = {
    "en": "Read more: |Also read: ", "id": "Baca juga: |Baca Juga: ", "de": "Lesen Sie auch: |Lesen Sie auch: ",
    "fr": "Lire aussi : |À lire aussi : ", "es": "Lea también: |Te puede interesar: ", "ru": "Читайте также: ",
    "pl": "Czytaj też: |Zobacz także: ", "ar": "اقرأ أيضا: ", "hi": "यह भी पढ़ें: ", "zh": "相关阅读：",
    "th": "อ่านเพิ่มเติม: |อ่านข่าว: ",
    "it": "Leggi anche: ", "nl": "Lees ook: ", "pt": "Leia também: |Leia mais: ",
    "tr": "Ayrıca okuyun: |İlgili haber: ", "uk": "Читайте також: ", "ja": "関連記事：|あわせて読みたい：",
    "ko": "관련 기사: ",
}  # fmt: skip
HEADLINES = {
    "en": "Flood warning lifted for the coast|Ten recipes for the first cold days|Why the price of bread went up again",
    "id": "Peringatan banjir di pesisir dicabut|Sepuluh resep untuk hari hujan|Mengapa harga beras naik lagi",
    "de": "Hochwasserwarnung an der Küste aufgehoben|Zehn Rezepte für kalte Tage|Warum Brot wieder teurer wird",
    "fr": "L'alerte aux crues est levée sur la côte|Dix recettes pour l'hiver|Pourquoi le pain coûte plus cher",
    "es": "Levantan la alerta por lluvias en la costa|Diez recetas para el invierno|Por qué sube el precio del pan",
    "ru": "На побережье отменили предупреждение|Десять рецептов для холодных дней|Почему снова дорожает хлеб",
    "pl": "Odwołano ostrzeżenie na wybrzeżu|Dziesięć przepisów na zimne dni|Dlaczego chleb znów drożeje",
    "ar": "رفع التحذير من الفيضانات على الساحل|عشر وصفات لأيام الشتاء|لماذا ارتفع سعر الخبز",
    "hi": "तट पर बाढ़ की चेतावनी हटाई गई|सर्दियों के लिए दस व्यंजन|रोटी फिर महंगी क्यों हुई",
    "zh": "沿海地区洪水警报解除|冬天的十道家常菜|面包为什么又涨价了",
    "th": "ยกเลิกประกาศเตือนน้ำท่วมชายฝั่ง|สิบเมนูสำหรับหน้าหนาว|ทำไมราคาขนมปังขึ้นอีก",
    "it": "Revocata l'allerta sulla costa|Dieci ricette per i giorni freddi|Perché il pane costa di nuovo di più",
    "nl": "Waarschuwing voor hoog water ingetrokken|Tien recepten voor koude dagen|Waarom brood weer duurder wordt",
    "pt": "Alerta de cheia é suspenso no litoral|Dez receitas para os dias frios|Por que o pão subiu de novo",
    "tr": "Kıyıdaki sel uyarısı kaldırıldı|Soğuk günler için on tarif|Ekmek fiyatı neden yine arttı",
    "uk": "На узбережжі скасували попередження|Десять рецептів для холодних днів|Чому знову дорожчає хліб",
    "ja": "沿岸の洪水警報が解除された|寒い日のための十のレシピ|パンの値段がまた上がった理由",
    "ko": "해안 홍수 경보가 해제되었다|추운 날을 위한 열 가지 요리법|빵값이 다시 오른 까닭",
}  # fmt: skip
PASSAGES = {
    "en": "The boats came back before the rain had started to fall, and the women carried baskets up to the market.",
    "id": "Perahu-perahu kembali sebelum hujan mulai turun, dan para ibu membawa keranjang mereka naik ke pasar.",
    "ru": "Лодки вернулись раньше, чем пошёл дождь, и женщины понесли корзины наверх, на рынок, где их уже ждали.",
    "de": "Die Boote kamen zurück, bevor der Regen einsetzte, und die Frauen trugen ihre Körbe hinauf zum Markt.",
}


def _some(dice: random.Random, table: dict[str, str], lang: str, count: int = 1) -> Sequence[str]:
    options = table.get(lang, "").split("|")
    return dice.sample(options, min(count, len(options)))


@pattern("LNK101", "a heading and headlines behind the article", "extractors leave them on two pages in five")
def tail(host: Host, dice: random.Random) -> Planted | None:
    if host.lang not in HEADINGS:
        return None
    lines = [*_some(dice, HEADINGS, host.lang), *_some(dice, HEADLINES, host.lang, 3)]
    new = "\n" + "\n".join(lines)
    return inserted(host, len(host.text), new, (1, len(new)))


@pattern("LNK103", "a pointer to another article on a line of its own", "news pages everywhere, Indonesian above all")
def pointer(host: Host, dice: random.Random) -> Planted | None:
    if host.lang not in POINTERS:
        return None
    new = "\n" + _some(dice, POINTERS, host.lang)[0] + _some(dice, HEADLINES, host.lang)[0]
    return inserted(host, dice.choice(host.paragraphs[1:-1]).end, new, (1, len(new)))


@pattern("LNG101", "a page that declares another language", "templates not translated; records with a wrong label")
def mislabelled(host: Host, dice: random.Random) -> Planted | None:
    return Planted(
        host.text, Span(0, len(host.text)), declared=dice.choice([lang for lang in DECLARED if lang != host.lang])
    )


@pattern("LNG102", "a paragraph in another language", "translations with a paragraph left out; foreign teasers")
def passage(host: Host, dice: random.Random) -> Planted | None:
    group = {"id": "id", "en": "en", "ru": "ru", "de": "de"}
    lang = dice.choice([lang for lang in PASSAGES if lang != group.get(host.lang)])
    new = "\n" + PASSAGES[lang]
    return inserted(host, dice.choice(host.paragraphs[1:-1]).end, new, (1, len(new)))
