"""Errors in Ukrainian: what is wrong, and what would be right. Keys of files stay as they are."""

from __future__ import annotations

from proposals.language.patterns import Pattern

MESSAGES: dict[str, Pattern] = {
    "error.key": "{key}: {error}",
    "error.found": "{error} Знайдено: {found}.",
    "error.allowed": "{error} Допустимо: {allowed}.",
    "error.very_large": "дуже велике значення ({type})",
    "error.nothing_allowed": "нічого",
    "error.no-option": "не допущено жодного варіанта.",
    "allowed.no-option": "щонайменше один варіант зі списку",
    "error.required-and-excluded": "пункт не може бути водночас обов’язковим і виключеним.",
    "allowed.required-and-excluded": "кожен пункт лише в одному з двох списків",
    "error.empty-range": "діапазон не допускає жодної величини: між його кінцями нічого немає.",
    "allowed.empty-range": "нижній кінець, не вищий за верхній",
    "error.empty-span": (
        "проміжок не допускає жодного дня: він закінчується раніше, ніж починається."
    ),
    "allowed.empty-span": "{first} або пізніше",
    "error.steps-in-a-circle": "кроки йдуть по колу, тож жоден порядок неможливий.",
    "allowed.steps-in-a-circle": "кожен крок або до іншого, або після нього, але не те й те",
    "error.too-few-steps": "для порядку потрібні два кроки.",
    "allowed.too-few-steps": "два кроки зі списку або більше",
    "error.empty-text": "відповідь словами не може бути порожньою.",
    "allowed.empty-text": "одне слово або більше",
    "error.inexact-amount": "величина має бути точним числом.",
    "allowed.inexact-amount": "30 або 4,5",
    "error.amount-out-of-bounds": "величина завелика або не є числом.",
    "allowed.amount-out-of-bounds": "до {limit} основної одиниці, вище або нижче нуля",
    "error.too-many-decimals": "забагато знаків після коми.",
    "allowed.too-many-decimals": "знаків після коми: щонайбільше {limit}",
    "error.not-in-list": "цього немає у списку питання.",
    "error.unknown-unit": "невідома одиниця.",
    "error.other-unit": "інша одиниця з тим самим ключем.",
    "error.other-kind": "питання потребує іншого виду значення.",
    "error.no-table": "значення має бути таблицею або реченням.",
    "error.other-keys": "значення виду «{kind}» має інші ключі.",
    "error.admitted-and-ruled-out": "треба вказати або допустиме, або виключене.",
    "error.others-of-nothing": "для «others» потрібен другий список.",
    "allowed.others-of-nothing": "список або «all»",
    "error.ends-of-range": "діапазон має один кінець, два кінці або є будь-яким.",
    "error.ends-of-scale": (
        "для шкали треба вказати, які варіанти допустимі, або кінці її відрізка."
    ),
    "error.no-step": "між кінцями немає жодного кроку шкали.",
    "allowed.no-step": "нижній кінець, не вищий за верхній",
    "error.other-scale": "інша шкала, ніж у питання.",
    "error.no-top": "у питання немає найвищого результату.",
    "error.top-like-amount": (
        "Найвищий результат {found} схожий на величину: у ньому не може бути цифр, і він не може "
        "починатися так, як величини («щонайменше», «будь-яка кількість»)."
    ),
    "error.no-ceiling": (
        "питання про саму межу: відповідь – це межа або найнижча й найвища прийнятна межа."
    ),
    "allowed.no-ceiling": "щонайбільше 800 (межа 800) або від 600 до 800",
    "error.end-given-twice": "один кінець указано двічі.",
    "error.stands-alone": "«{key}» стоїть окремо, без іншого.",
    "error.no-chains": "потрібен список ланцюжків.",
    "error.chain-no-list": "кожен ланцюжок – це список кроків.",
    "error.no-text": "потрібен текст.",
    "error.no-keys": "потрібен список ключів.",
    "error.no-unit-key": "потрібен ключ одиниці.",
    "error.no-number": "потрібне точне число.",
    "allowed.no-number": "30 або «4.5», без нічого між тисячами",
    "error.no-day": "потрібен день.",
    "allowed.no-day": "2025-06-20",
    "error.empty-answer": "відповідь порожня.",
    "error.unit-missing": "одиниці не знайдено.",
    "allowed.unit-missing": "{examples}; одиниці: {units}",
    "error.not-understood": "не зрозуміло.",
    "error.unclear-number": ("тисячі відокремлює лише пропуск, а дробову частину – лише кома."),
    "allowed.unclear-number": "6\u00a0000 або 4,5",
    "error.unclear-thousands": "число може бути {less} або {more}.",
    "allowed.unclear-thousands": "{exact} або {plain}",
    "error.grouped-number": "число поділено знаками; воно може бути {more}.",
    "allowed.grouped-number": "{plain}",
    "error.no-calendar-day": "це не день.",
    "allowed.no-calendar-day": "20 червня 2025 або 2025-06-20",
    "error.no-entry": "такого пункту немає у списку питання.",
    "error.bad-key": "Ключ {found} має складатися з малих латинських літер, цифр і дефісів.",
    "error.bad-label": (
        "Назва {found} не може бути порожньою і не може містити коми, двокрапки, крапки з комою, "
        "стрілки, подвійних лапок (в івриті замість них пишуть ״), розриву рядка чи подвійного "
        "пропуску."
    ),
    "error.reserved-label": (
        "Назва {found} містить службове слово «{word}», з якого складаються відповіді: її треба "
        "сформулювати інакше."
    ),
    "error.joining-label": (
        "Назва {found} починається або закінчується словом, що з’єднує, «{word}»: її треба "
        "сформулювати інакше."
    ),
    "error.ambiguous-label": (
        "Назву {found} можна прочитати як кілька пунктів через «{word}» у ній: її треба "
        "сформулювати інакше."
    ),
    "error.no-list-allowed": "Питання виду «{kind}» не має списку пунктів.",
    "error.list-needed": "Питання виду «{kind}» потребує списку пунктів.",
    "error.no-scale-allowed": ("Упорядкувати можна лише вибір; це питання має вид «{kind}»."),
    "error.no-range": (
        "Лише діапазон має найвищий результат, вимірює межу або діє загалом; це питання має вид "
        "«{kind}»."
    ),
    "error.label-of-key": (
        "Назва {found} випадку «{scope}» є ключем іншого випадку: відповідь із нею могла б "
        "означати будь-який із них."
    ),
    "error.no-such-scope": (
        "Випадок «{scope}» лежить у межах випадку {found}, якого немає у списку."
    ),
    "error.scopes-in-a-circle": "Випадок «{scope}» лежить у межах самого себе.",
    "error.scope-in-two-parts": (
        "Випадок «{scope}» лежить у двох частинах одного поділу, але вони не мають спільного."
    ),
    "error.unlike-parts": (
        "Пункти поділу «{partition}» мають лежати в межах тих самих випадків, і повними мають бути "
        "або всі, або жоден."
    ),
    "error.complete-without-partition": "Випадок «{scope}» повний, але не входить до поділу.",
    "error.no-scope-list": 'Випадки – це список {{"key": "…", "label": "…"}}.',
    "error.bad-scope": (
        "Пункт {place} списку випадків потребує «key» і «label», може мати «within» (список "
        "ключів), «partition» і «complete»."
    ),
    "error.equal-entries": "Два пункти мають той самий ключ або ту саму назву: {found}.",
    "error.unit-needed": "Питання виду «range» потребує одиниці.",
    "error.no-unit-allowed": "Одиницю має лише питання виду «range».",
    "error.no-vocabulary": 'Список пунктів – це {{"key": "…", "label": "…"}}.',
    "error.bad-entry": (
        "Пункт {place} списку потребує «key» і «label», може мати «short», «note» і «region»."
    ),
    "error.bad-factor": "Одиниця «{unit}» потребує множника від 1 до {limit}.",
    "error.factor-without-base": "Одиниця «{unit}» має множник, але не має основної одиниці.",
    "error.bad-unit-name": "Одиниця «{unit}» не має придатної назви: {found}.",
    "error.bad-minimum": "Одиниця «{unit}» не має придатного мінімуму: {found}.",
    "error.broken-minimum": (
        "Одиниця «{unit}» рахується цілими числами, тож її мінімум має бути цілим."
    ),
    "error.unlike-units": (
        "Одиниці, що перераховуються одна в одну, мають мати спільний мінімум і бути або всі "
        "цілими, або всі ні, а кожна має бути кратна найменшій."
    ),
    "error.equal-units": "Дві одиниці мають той самий ключ або ту саму назву: {found}.",
    "error.prose": "Слова не дають обчислюваної множини результатів.",
    "error.kinds-apart": "Відповіді виду «{left}» і виду «{right}» порівняти не можна.",
    "error.units-apart": (
        "Величини в таких одиницях не перераховуються точно одна в одну: {left}, {right}."
    ),
    "error.nothing-in-common": "Ці умови не мають спільного результату, тож разом діяти не можуть.",
}
