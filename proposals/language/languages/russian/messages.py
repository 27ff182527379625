"""Errors in Russian: what is wrong, and what would be right. Keys of files stay as they are."""

from __future__ import annotations

from proposals.language.patterns import Pattern

MESSAGES: dict[str, Pattern] = {
    "error.key": "{key}: {error}",
    "error.found": "{error} Найдено: {found}.",
    "error.allowed": "{error} Допустимо: {allowed}.",
    "error.very_large": "очень большое значение ({type})",
    "error.nothing_allowed": "ничего",
    "error.no-option": "не допущен ни один вариант.",
    "allowed.no-option": "как минимум один вариант из списка",
    "error.required-and-excluded": ("пункт не может быть одновременно обязательным и исключённым."),
    "allowed.required-and-excluded": "каждый пункт только в одном из двух списков",
    "error.empty-range": "диапазон не допускает ни одной величины: между его концами ничего нет.",
    "allowed.empty-range": "нижний конец, не выше верхнего",
    "error.empty-span": (
        "промежуток не допускает ни одного дня: он заканчивается раньше, чем начинается."
    ),
    "allowed.empty-span": "{first} или позднее",
    "error.steps-in-a-circle": "шаги идут по кругу, поэтому никакой порядок невозможен.",
    "allowed.steps-in-a-circle": "каждый шаг или до другого, или после него, но не то и другое",
    "error.too-few-steps": "для порядка нужны два шага.",
    "allowed.too-few-steps": "два шага из списка или больше",
    "error.empty-text": "ответ словами не может быть пустым.",
    "allowed.empty-text": "одно слово или больше",
    "error.inexact-amount": "величина должна быть точным числом.",
    "allowed.inexact-amount": "30 или 4,5",
    "error.amount-out-of-bounds": "величина слишком велика или не является числом.",
    "allowed.amount-out-of-bounds": "до {limit} основной единицы, выше или ниже нуля",
    "error.too-many-decimals": "слишком много знаков после запятой.",
    "allowed.too-many-decimals": "знаков после запятой: как максимум {limit}",
    "error.not-in-list": "этого нет в списке вопроса.",
    "error.unknown-unit": "неизвестная единица.",
    "error.other-unit": "другая единица с тем же ключом.",
    "error.other-kind": "вопрос требует другого вида значения.",
    "error.no-table": "значение должно быть таблицей или предложением.",
    "error.other-keys": "у значения вида «{kind}» другие ключи.",
    "error.admitted-and-ruled-out": "нужно указать или допустимое, или исключённое.",
    "error.others-of-nothing": "для «others» нужен второй список.",
    "allowed.others-of-nothing": "список или «all»",
    "error.ends-of-range": "у диапазона один конец, два конца, или он любой.",
    "error.ends-of-scale": (
        "для шкалы нужно указать, какие варианты допустимы, или концы её отрезка."
    ),
    "error.no-step": "между концами нет ни одного шага шкалы.",
    "allowed.no-step": "нижний конец, не выше верхнего",
    "error.other-scale": "другая шкала, чем у вопроса.",
    "error.no-top": "у вопроса нет наивысшего результата.",
    "error.top-like-amount": (
        "Наивысший результат {found} похож на величину: в нём не может быть цифр, и он не может "
        "начинаться так, как величины («как минимум», «любое количество»)."
    ),
    "error.no-ceiling": (
        "вопрос о самом пределе: ответ – это предел или самый низкий и самый высокий приемлемый "
        "предел."
    ),
    "allowed.no-ceiling": "как максимум 800 (предел 800) или от 600 до 800",
    "error.end-given-twice": "один конец указан дважды.",
    "error.stands-alone": "«{key}» стоит отдельно, без другого.",
    "error.no-chains": "нужен список цепочек.",
    "error.chain-no-list": "каждая цепочка – это список шагов.",
    "error.no-text": "нужен текст.",
    "error.no-keys": "нужен список ключей.",
    "error.no-unit-key": "нужен ключ единицы.",
    "error.no-number": "нужно точное число.",
    "allowed.no-number": "30 или «4.5», без ничего между тысячами",
    "error.no-day": "нужен день.",
    "allowed.no-day": "2025-06-20",
    "error.empty-answer": "ответ пуст.",
    "error.unit-missing": "единица не найдена.",
    "allowed.unit-missing": "{examples}; единицы: {units}",
    "error.not-understood": "непонятно.",
    "error.unclear-number": ("тысячи отделяет только пробел, а дробную часть – только запятая."),
    "allowed.unclear-number": "6\u00a0000 или 4,5",
    "error.unclear-thousands": "число может быть {less} или {more}.",
    "allowed.unclear-thousands": "{exact} или {plain}",
    "error.grouped-number": "число разделено знаками; оно может быть {more}.",
    "allowed.grouped-number": "{plain}",
    "error.no-calendar-day": "это не день.",
    "allowed.no-calendar-day": "20 июня 2025 или 2025-06-20",
    "error.no-entry": "такого пункта нет в списке вопроса.",
    "error.bad-key": "Ключ {found} должен состоять из строчных латинских букв, цифр и дефисов.",
    "error.bad-label": (
        "Название {found} не может быть пустым и не может содержать запятую, двоеточие, точку с "
        "запятой, стрелку, двойные кавычки (в иврите вместо них пишут ״), разрыв строки или "
        "двойной пробел."
    ),
    "error.reserved-label": (
        "Название {found} содержит служебное слово «{word}», из которого составляются ответы: его "
        "нужно сформулировать иначе."
    ),
    "error.joining-label": (
        "Название {found} начинается или заканчивается соединительным словом «{word}»: его нужно "
        "сформулировать иначе."
    ),
    "error.ambiguous-label": (
        "Название {found} можно прочитать как несколько пунктов из-за «{word}» в нём: его нужно "
        "сформулировать иначе."
    ),
    "error.no-list-allowed": "У вопроса вида «{kind}» нет списка пунктов.",
    "error.list-needed": "Вопросу вида «{kind}» нужен список пунктов.",
    "error.no-scale-allowed": ("Упорядочить можно только выбор; вид этого вопроса – «{kind}»."),
    "error.no-range": (
        "Только диапазон имеет наивысший результат, измеряет предел или действует в сумме; вид "
        "этого вопроса – «{kind}»."
    ),
    "error.label-of-key": (
        "Название {found} случая «{scope}» – это ключ другого случая: ответ с ним мог бы означать "
        "любой из них."
    ),
    "error.no-such-scope": (
        "Случай «{scope}» лежит в пределах случая {found}, которого нет в списке."
    ),
    "error.scopes-in-a-circle": "Случай «{scope}» лежит в пределах самого себя.",
    "error.scope-in-two-parts": (
        "Случай «{scope}» лежит в двух частях одного деления, но у них нет общего."
    ),
    "error.unlike-parts": (
        "Пункты деления «{partition}» должны лежать в пределах одних и тех же случаев, и полными "
        "должны быть или все, или ни один."
    ),
    "error.complete-without-partition": "Случай «{scope}» полный, но не входит в деление.",
    "error.no-scope-list": 'Случаи – это список {{"key": "…", "label": "…"}}.',
    "error.bad-scope": (
        "Пункту {place} списка случаев нужны «key» и «label», у него могут быть «within» (список "
        "ключей), «partition» и «complete»."
    ),
    "error.equal-entries": "У двух пунктов один и тот же ключ или одно и то же название: {found}.",
    "error.unit-needed": "Вопросу вида «range» нужна единица.",
    "error.no-unit-allowed": "Единица есть только у вопроса вида «range».",
    "error.no-vocabulary": 'Список пунктов – это {{"key": "…", "label": "…"}}.',
    "error.bad-entry": (
        "Пункту {place} списка нужны «key» и «label», у него могут быть «short», «note» и «region»."
    ),
    "error.bad-factor": "Единице «{unit}» нужен множитель от 1 до {limit}.",
    "error.factor-without-base": "У единицы «{unit}» есть множитель, но нет основной единицы.",
    "error.bad-unit-name": "У единицы «{unit}» нет пригодного названия: {found}.",
    "error.bad-minimum": "У единицы «{unit}» нет пригодного минимума: {found}.",
    "error.broken-minimum": (
        "Единица «{unit}» считается целыми числами, поэтому её минимум должен быть целым."
    ),
    "error.unlike-units": (
        "У единиц, которые пересчитываются друг в друга, должен быть общий минимум, и либо все они "
        "целые, либо ни одна, и каждая должна быть кратна наименьшей."
    ),
    "error.equal-units": "У двух единиц один и тот же ключ или одно и то же название: {found}.",
    "error.prose": "Слова не дают вычисляемого множества результатов.",
    "error.kinds-apart": "Ответы вида «{left}» и вида «{right}» сравнить нельзя.",
    "error.units-apart": (
        "Величины в таких единицах не пересчитываются точно друг в друга: {left}, {right}."
    ),
    "error.nothing-in-common": (
        "У этих условий нет общего результата, поэтому вместе они действовать не могут."
    ),
}
