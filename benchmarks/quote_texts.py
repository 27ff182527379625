"""Made-up articles in four languages, with quotes from them and edits that turn each round."""

from __future__ import annotations

from dataclasses import dataclass

Turns = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Base:
    """An article, and quotes from it with the edits beside them that change what is said.

    `added` are words that turn or weaken a statement, `others` words that stand for another name,
    place or number.
    """

    language: str
    text: str
    quotes: tuple[tuple[str, Turns], ...]
    added: tuple[str, ...]
    others: tuple[str, ...]


_ENGLISH = {
    "added": ("never", "nobody", "not", "allegedly", "hardly", "once"),
    "others": ("Aria", "southern", "ninety", "deny", "opposition"),
}
_UKRAINIAN = {
    "added": ("не", "ніхто", "ніколи", "нібито", "навряд", "досі"),
    "others": ("Арія", "південного", "дев'яносто", "заперечує", "опозиція"),
}
_ARABIC = {
    "added": ("لا", "لم", "ليس", "ربما", "يزعم", "أبدا"),
    "others": ("آريا", "الجنوبي", "تسعين", "نفى", "المعارضة"),
}
_HEBREW = {
    "added": ("לא", "אין", "מעולם", "אולי", "לכאורה", "טרם"),
    "others": ("אריה", "הדרומי", "תשעים", "הכחיש", "האופוזיציה"),
}

BASES = (
    Base(
        "en",
        """Talks end at the harbour

The Harbour note calls for a ceasefire of thirty days, a source said. The Island note asks for a \
pause at sea. Monitors would come from three neutral countries.

A spokesman confirmed that the northern side would leave the valley within a week. “We want \
peace,” he said. The other delegation did not comment on the minister's words.

Both delegations agreed to meet again in June, and the mediators welcomed the step. Prisoners are \
to be exchanged first.""",
        (
            (
                "calls for a ceasefire",
                (
                    ("The Harbour note", "The Island note"),
                    ("thirty days", "three days"),
                    ("of thirty days", "in two regions"),
                    ("The Harbour note calls for a ceasefire of thirty days, a source",
                     "The Island note calls for a ceasefire in two regions, a source"),
                    ("The Harbour note", "Nobody says the Harbour note"),
                ),
            ),
            (
                "would leave the valley",
                (
                    ("confirmed that", "denied that"),
                    ("A spokesman", "No spokesman"),
                    ("northern", "southern"),
                    ("within a week", "within a year"),
                ),
            ),
            (
                "We want peace",
                (("he said", "she said"), ("within a week. “", "within a year. “Nobody claims: ")),
            ),
            ("“We want peace,” he said", (("within a week", "within a year"),)),
            (
                "agreed to meet again in June",
                (
                    ("Both delegations", "Neither delegation"),
                    ("Both delegations", "Both of the delegations had not"),
                    (", and the mediators welcomed", ", but the mediators rejected"),
                ),
            ),
            (
                "welcomed the step.",
                (("mediators", "observers"), ("and the mediators", "and not the mediators")),
            ),
        ),
        **_ENGLISH,
    ),
    Base(
        "en",
        """RIVERTOWN, 4 May – Nobody ever promised a corridor for grain, the ministry's envoy told \
reporters. It was close to the US position.

About 6,000 people may return to the eastern bank before winter, according to the draft that both \
sides initialled. The rest would wait for a second agreement. Payments of 4.5 per cent a year are \
not part of it.

“The bridge stays open to all,” said the mayor of Rivertown, who didn't sign the draft. Guards \
from Lakeland would watch it at night.

The draft ends with a list of names""",
        (
            (
                "promised a corridor for grain",
                (("Nobody ever", "Somebody once"), ("Nobody ever", "Nobody"), ("envoy", "rival")),
            ),
            (
                "may return to the eastern bank",
                (("6,000", "600"), ("6,000", "60,000"), ("About", "Not even"), ("before", "after")),
            ),
            (
                "of 4.5 per cent a year",
                (("are not part", "are part"), ("Payments", "Refunds"), ("are not", "are now")),
            ),
            (
                "The bridge stays open to all",
                (
                    ("said the mayor", "joked the mayor"),
                    ("said the mayor of", "said the rival of"),
                    ("the mayor of Rivertown", "the mayor of"),
                    ("didn't sign", "signed"),
                ),
            ),
            ("would watch it at night", (("Lakeland", "Rivertown"), ("Guards", "No guards"))),
            ("a list of names", (("ends with", "ends without"), ("The draft", "No draft"))),
            ("close to the", (("US position", "us position"), ("It was", "It wasn't"))),
        ),
        **_ENGLISH,
    ),
    Base(
        "uk",
        """Переговори в гавані завершилися

Північна сторона підтвердила, що документ передбачає повне припинення вогню на тридцять днів, \
сказав речник. Острівна нота просить про паузу на морі. Спостерігачі прибудуть із трьох країн.

«Ми хочемо миру», – наголосив він. Обов'язки сторін мають бути рівними, але без участі \
посередників їх не виконають.

Делегації домовилися зустрітися знову в червні, і посередники привітали цей крок. Їхній район \
залишається закритим до весни.""",
        (
            (
                "передбачає повне припинення вогню",
                (
                    ("підтвердила, що", "заперечила, що"),
                    ("Північна", "Південна"),
                    ("тридцять днів", "три дні"),
                    ("що документ", "що жоден документ не"),
                ),
            ),
            (
                "Ми хочемо миру",
                (("наголосив він", "пожартував він"), ("– наголосив", "– не наголосив")),
            ),
            ("мають бути рівними", (("Обов'язки", "Права"), ("але без", "але за"))),
            (
                "домовилися зустрітися знову",
                (("Делегації", "Опоненти"), ("в червні", "в липні"), ("в червні", "не в червні")),
            ),
            ("залишається закритим", (("Їхній", "Наш"), ("до весни", "до осені"))),
        ),
        **_UKRAINIAN,
    ),
    Base(
        "ar",
        """انتهاء المحادثات في المرفأ

أكد المتحدث أن الجانب الشمالي يطلب وقف إطلاق النار مدة ثلاثين يوما على الأقل. وتطلب الجزيرة هدنة \
في البحر. ويأتي المراقبون من ثلاث دول محايدة.

«نريد السلام»، قال رئيس الوفد للصحفيين. ولم يعلق الوفد الآخر على كلامه في ذلك اليوم.

اتفق الوفدان على اللقاء مجددا في حزيران، ورحب الوسطاء بهذه الخطوة. ويبقى الجسر مفتوحا أمام الجميع \
حتى الربيع""",
        (
            (
                "وقف إطلاق النار",
                (
                    ("أكد المتحدث", "نفى المتحدث"),
                    ("المتحدث أن", "المتحدث نفى أن"),
                    ("الشمالي", "الجنوبي"),
                    ("ثلاثين", "ثلاثة"),
                    ("يطلب وقف", "لا يطلب وقف"),
                ),
            ),
            ("نريد السلام", (("قال رئيس", "نفى رئيس"), ("رئيس الوفد", "خصم الوفد"))),
            (
                "اللقاء مجددا في حزيران",
                (("اتفق الوفدان", "اختلف الوفدان"), ("ورحب", "ولم يرحب"), ("اتفق", "ما اتفق")),
            ),
            ("مفتوحا أمام الجميع", (("ويبقى", "ولا يبقى"), ("الربيع", "الخريف"))),
        ),
        **_ARABIC,
    ),
    Base(
        "he",
        """השיחות בנמל הסתיימו

הדובר אישר כי הצד הצפוני מבקש הפסקת אש של שלושים יום לפחות. מסמך האי מבקש הפוגה בים. המשקיפים \
יגיעו משלוש מדינות ניטרליות.

"אנחנו רוצים שלום", אמר ראש המשלחת לעיתונאים. המשלחת מארה"ב לא הגיבה על דבריו באותו יום.

המשלחות הסכימו להיפגש שוב ביוני, והמתווכים בירכו על הצעד. הגשר יישאר פתוח לכולם עד האביב""",
        (
            (
                "מבקש הפסקת אש",
                (
                    ("אישר כי", "הכחיש כי"),
                    ("הצפוני", "הדרומי"),
                    ("שלושים", "שלושה"),
                    ("הצפוני מבקש", "הצפוני לא מבקש"),
                ),
            ),
            ("אנחנו רוצים שלום", (("אמר ראש", "הכחיש ראש"), ("ראש המשלחת", "יריב המשלחת"))),
            ("לא הגיבה על דבריו", (('מארה"ב', "מרוסיה"), ("באותו יום", "באותה שנה"))),
            (
                "להיפגש שוב ביוני",
                (("הסכימו", "סירבו"), ("בירכו", "לא בירכו"), ("המשלחות", "המתווכים")),
            ),
            ("יישאר פתוח לכולם", (("הגשר", "השער"), ("האביב", "הסתיו"))),
        ),
        **_HEBREW,
    ),
)  # fmt: skip
