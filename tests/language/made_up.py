"""A made-up language, written from nothing: what a new language has to bring, and no more.

Objects come first and subjects last, units stand before numbers and years before days; it has
three grammatical numbers and three cases with endings, and it parts decimals with a comma.
"""

from collections.abc import Mapping
from decimal import Decimal

from proposals.domain.vocabulary import Unit
from proposals.language.base import Language
from proposals.language.patterns import Pattern

ENDINGS = {"actor": "ak", "object": "en", "place": "il"}

VERBS = {
    "demands": ("petru", "petroi", "petros"),
    "offers": ("donvu", "donvoi", "donvos"),
    "accepts": ("alkiru", "alkiroi", "alkiros"),
    "expects": ("vartu", "vartoi", "vartos"),
    "proposes": ("proponu", "proponoi", "proponos"),
    "several": ("{verbs}", "{verbs}", "{verbs}"),
}
REFUSALS = {
    "demands": ("nekru", "nekroi", "nekros"),
    "offers": ("donvi nekru", "donvi nekroi", "donvi nekros"),
    "accepts": ("alkiri nekru", "alkiri nekroi", "alkiri nekros"),
    "expects": ("varti nekru", "varti nekroi", "varti nekros"),
    "proposes": ("proponi nekru", "proponi nekroi", "proponi nekros"),
    "several": ("{refusing}", "{refusing}", "{refusing}"),
}
NUMBERS = ("one", "few", "other")

SHAPES = {
    "asks": "{{value:object}} {verb}",
    "orders": "ordu {{value}} sek {verb}",
    "requires": "{{required:object}} {verb}",
    "requires_alone": "{{required:object}} sola {verb} hik listil",
    "refuses": "{{excluded:object}} {refusal}",
    "refuses_all": "tota listen {refusal}",
    "requires_and_refuses": "{{required:object}} {verb} hos {{excluded:object}} {refusal}",
}
FORCELESS = {
    "open.choice": "tota elekten lavu",
    "open.items": "tota listen lavu",
    "open.range": "kvanten lavu",
    "open.date": "zunen lavu",
    "prose": "vorbil mure",
}
SUBJECTS = {"one": " {name:actor}", "both": " dubo {names:actor}", "cell": "", "short": ""}


def numbers(one: str, few: str, other: str) -> Mapping[str, str]:
    """Return a pattern in the three grammatical numbers."""
    return dict(zip(NUMBERS, (one, few, other), strict=True))


def statements() -> dict[str, Pattern]:
    """Return the patterns of answers: object, verb, and the subject last."""
    table: dict[str, Pattern] = {}
    for family, subject in SUBJECTS.items():
        for shape, text in SHAPES.items():
            for force, verbs in VERBS.items():
                pairs = zip(verbs, REFUSALS[force], strict=True)
                table[f"{family}.{shape}.{force}"] = numbers(
                    *(text.format(verb=verb, refusal=refusal) + subject for verb, refusal in pairs)
                )
        for shape, text in FORCELESS.items():
            table[f"{family}.{shape}"] = text + subject
    return table


def verbs() -> dict[str, Pattern]:
    """Return the verbs by themselves."""
    named = {f"verb.{force}": numbers(*forms) for force, forms in VERBS.items()}
    named |= {f"verb.refusing.{force}": numbers(*forms) for force, forms in REFUSALS.items()}
    return {key: pattern for key, pattern in named.items() if not key.endswith("several")}


def stances() -> dict[str, Pattern]:
    """Return who wants, refuses or admits: the verb first, the subject last."""
    forms = {f"wants.{force}": verbs for force, verbs in VERBS.items() if force != "several"}
    forms |= {f"refuses.{force}": verbs for force, verbs in REFUSALS.items() if force != "several"}
    forms["admits"] = ("lavu", "lavoi", "lavos")
    table: dict[str, Pattern] = {}
    for stance, verbs in forms.items():
        table[f"figure.named.{stance}"] = numbers(*(f"{verb} {{names:actor}}" for verb in verbs))
        table[f"figure.both.{stance}"] = f"{verbs[1]} dubo"
        table[f"figure.all.{stance}"] = f"{verbs[2]} totak"
    return table


PLAIN_FORM: dict[str, Pattern] = {
    "choice.any": "kual elekta",
    "choice.some": "elekta {options}",
    "choice.at_least": "supre {option}",
    "choice.at_most": "sube {option}",
    "items.anything": "kualo",
    "items.nothing": "nilo",
    "items.only": "sola {required}",
    "items.required": "ima {required}",
    "items.excluded": "nema {excluded}",
    "items.both": "ima {required} nema {excluded}",
    "range.any": "kual kvanta {unit}",
    "range.exactly": "{low} rekta",
    "range.between": "{high} gis {low_number}",
    "range.at_least": "{low} minu",
    "range.more_than": "{low} supru",
    "range.at_most": "{high} maksu",
    "range.less_than": "{high} subru",
    "range.at_least_less_than": "{high} subru {low_number} minu",
    "range.more_than_at_most": "{high} maksu {low_number} supru",
    "range.more_than_less_than": "{high} subru {low_number} supru",
    "date.any": "kual zuno",
    "date.on": "{day} zunil",
    "date.between": "{last} gis {first} zunil",
    "date.from": "{first} de-zun",
    "date.until": "{last} gis-zun",
    "amount": "{unit} {number}",
    "days": numbers("zuno {number}", "zunoi {number}", "zunos {number}"),
    "steps": numbers("stupo {number}", "stupoi {number}", "stupos {number}"),
    "points": numbers("punkto {number}", "punktoi {number}", "punktos {number}"),
    "day": "{year} {month} {day}",
    "list.comma": "{after} · {before}",
    "list.and": "{after} hos {before}",
    "list.or": "{after} vel {before}",
    "list.none_of": "{after} neke {before}",
    "order.more": "{before} ¦ pluso",
    "list.more": "{count} ankar hos {before}",
    "list.apart": "{after} ¦ {before}",
    "order.together": "{after} kun {before}",
    "order.then": "{after} post {before}",
    "order.chains": "{after} ¦ {before}",
    "order.also": "{after} ¦ ankar {before}",
    "order.circle": "{after} ← {before}",
    "examples.list.three": "«{three}» «{two}» «{one}»",
    "examples.items": "«ima {some}» «nema {one}» ex {all}",
    "examples.sequence": "«{order}» ex {all}",
    "examples.text": "kual vorbo",
}

VARIANTS = {
    "choice.not": ("elekta nema {options}",),
    "items.all": ("tota",),
    "date.before": ("{last} ante-zun",),
}

SENTENCES: dict[str, Pattern] = {
    "both_state": "{right} ¦ {left}",
    "both_differ": "{right} ¦ {left} hik",
    "aside": "[{notes}] {statement}",
    "note.in_brackets": "klamre nefirm",
    "name_with_option": "{option}-{name}",
    "exact.range": "rekta {value}",
    "exact.limit": "limito {value}",
    "exact.items": "{excluded} sin {required}",
    "exact.excluded": "nil ex {excluded}",
    "exact.date.any": "kual zunen",
    "exact.date.between": "{last} gis {first} zunen",
    "exact.date.from": "ne-ante {first} zunen",
    "exact.date.until": "ne-post {last} zunen",
    "tied": "{conditions:place} ligita rispo",
    "both_tied": "{conditions:place} ligos dubo",
    "conditions.one": "kondito {condition}",
    "conditions.several": "konditos {conditions}",
    "conditions.unnamed": "kondito nenoma",
    "conditions.clause": "klauso {clause}",
    "in_brackets": "klamril nefirm {name:actor}",
    "same_answer": "sama rispo duben",
    "same_answer.named": "sama rispo duben ¦ {value}",
    "also_agree": "ankar konkordos {cases}",
    "only_expects": "vartu sola {name:actor}",
    "common": "dubo kune povas",
    "common.value": "{value:object} admitos dubo",
    "common.items": "{value:object} povas dubo kune",
    "common.sequence": "ordu {value} povas dubo kune",
    "apart.range": "{gap} distos gamas",
    "apart.touching": "gamas tukos ¦ fino nema uno",
    "apart.date": "{gap} distos zunas",
    "apart.steps": "{gap} distos skalil",
    "apart.limit": "{gap} distos limitos",
    "apart.top": "{top} supre tota nombros",
    "no_shared_option": "nil elekta duben",
    "no_shared_option.list": "nil elekta duben ¦ listo ekskludu",
    "case.rest": "resto",
    "case.rest_of": "{case} resto",
    "case.without": "sin {cases}",
    "only_speaker.rest": "resten sola parolu {name:actor}",
    "only_speaker.cases": "{cases} sola parolu {name:actor}",
    "only_speaker.further": "alie okazos sola parolu {name:actor}",
    "only_speaker.both": "dubo parolos alie okazos",
    "other_cases.apart": "alie okazos",
    "other_cases.total": "alie okazos ¦ tuto ne partos",
    "other_cases.unclear": "okazos dubia",
    "read_as_same.same": "sin skopos samo",
    "read_as_same.meet": "sin skopos tukos",
    "read_as_same.gap": "sin skopos {gap} distos",
    "read_as_same.apart": "sin skopos nil duben",
    "short.rejects": "punten {of:place} malakceptu",
    "short.puts_before": "{late} post {early:object}",
    "short.puts_together": "{late} kun {early:object}",
    "short.borne": "{statement} per {bearers}",
    "short.conditional": "{statement} kondite",
    "rejects": "punten {of:place} malakceptu {name:actor}",
    "reply.accepts": "punten {name:place} alkiru {day}",
    "reply.rejects": "punten {name:place} malakceptu {day}",
    "reply.beside": "{reply} ¦ sia rispo apud",
    "cell.taken-over": "Kiel en {name} ¦ {points}",
    "cell.absence-taken-over": "Kiel en {name}",
    "bearer_unsaid": "sola {name:actor} nomu {bearers:object}",
    "contest": "kverel {items:object} ¦ nekru {excluding:actor} ¦ petru {requiring:actor}",
    "contested": "kverel",
    "contested_items": "kverel {items:object}",
    "puts_before": "{late} post {early:object} pozu {name:actor}",
    "puts_together": "{late} kun {early:object} pozu {name:actor}",
    "puts_first": "{step:object} unue pozu {name:actor}",
    "puts_at_once": "duben kune pozu {name:actor}",
    "further_inversions": "ankar ordil {pairs} distos",
    "pair_of_steps": "{late} ↔ {early}",
    "circular_order": "rondu {steps} kune ordus",
    "circular_order.unnamed": "rondu dubo ordu",
    "missing.silent": "silu hik {name:actor}",
    "missing.silent.full": "tutil nil hik {name:place}",
    "missing.silent.digest": "resumil nil hik {name:place}",
    "missing.deferred": "postlavu hik {name:actor}",
    "missing.withdrawn": "reprenu rispen {name:actor}",
    "missing.struck-out": "strekon punten {name:actor}",
    "missing.elsewhere": "movu alie hik {name:actor}",
    "missing.elsewhere.named": "movu {where} {name:actor}",
    "missing.not_coded": "nekodita hik {name:actor}",
    "inconsistent": "kodo {name:place} rompa",
    "not_compared.answer-missing": "nil kompara",
    "not_compared.neither-answers": "nil rispo ¦ nil kompara",
    "not_compared.prose": "vorbo leganten ¦ nil kompara",
    "not_compared.unlike": "nesama specos ¦ nil kompara",
    "condition.only": "{conditions:place} sola ligu {name:actor}",
    "condition.some": "{conditions:place} ligu {name:actor}",
    "bearer.some": "{bearers:actor} agu {name:place}",
    "qualifier.scope": "skopo",
    "qualifier.condition": "kondito",
    "qualifier.bearer": "aganto",
    "qualifier.force": "forto",
    "differences": "distos {qualifiers}",
    "with_other_options": "{explanation} ¦ aliel elektil",
    "row.answering": "{columns} ex {count} rispos",
    "row.compared": "{answers} ex {count} komparita",
    "row.within.same": "{right} hos {left} samil",
    "row.within.gap": "{right} hos {left} {gap} distos",
    "row.within.changed": "{right} hos {left} distos",
    "row.required": "{value} totil petrita",
    "row.required.answering": "{value} rispantil petrita",
    "row.same": "{value} totil sama",
    "row.same.answering": "{value} rispantil sama",
    "row.not_together": "duben tukos ¦ tota nil",
    "row.together": "{value} kune povita",
    "row.silent": "{n} ex dokumis silas",
    "row.not_coded": "{n} ankore nekodita",
    "fold.alone": "{questions} {name} sole rispos ¦ {labels}",
    "fold.not_compared": "{questions} nil komparita ¦ {labels}",
    "fold.questions": "{n} demandos",
    "asymmetry.own": "sola {bearers:actor} prenu",
    "asymmetry.asked": "sola {bearers:place} petita",
    "figure.all_of_these": "tota histen",
    "figure.gap": "{gap} truo",
    "figure.nothing_in_common": "nil kvanta duben",
    "figure.between": "({names}) {gap}",
    "figure.in_common": "{value} komuna",
    "figure.named": "{answer} – {name}",
    "figure.name_with_option": "{option}-{name} hik",
}

LABELS: dict[str, Pattern] = {
    "mark.conflict": "kontro",
    "mark.differs": "disto",
    "mark.one_side": "uno flanko",
    "mark.not_compared": "nekompara",
    "mark.compatible": "kunpova",
    "mark.agree": "konkordo",
    "mark.conflict.meaning": "Nil rezulto duben kontenta.",
    "mark.differs.meaning": "Tukos, alie forto, skopo, kondito, devo.",
    "mark.one_side.meaning": "Uno rispu, alio silu, postlavu, reprenu.",
    "mark.not_compared.meaning": "Nekodita, vel vorbil rispita.",
    "mark.compatible.meaning": "Rezulto duben kontenta, nomita.",
    "mark.agree.meaning": "Dubo samen petros.",
    "mark.conflict.count": numbers("kontro {n}", "kontroi {n}", "kontros {n}"),
    "mark.differs.count": numbers("disto {n}", "distoi {n}", "distos {n}"),
    "mark.one_side.count": numbers("flanko {n}", "flankoi {n}", "flankos {n}"),
    "mark.not_compared.count": "nekompara {n}",
    "mark.compatible.count": "kunpova {n}",
    "mark.agree.count": numbers("konkordo {n}", "konkordoi {n}", "konkordos {n}"),
    "rule.R0": "samo",
    "rule.R1": "tuko",
    "rule.R2": "truo",
    "rule.R3": "kontrovorbo",
    "rule.R4": "ordu",
    "rule.R5": "alie forto",
    "rule.R6": "alie skopo, kondito, devo",
    "rule.R7": "uno flanko sola",
    "rule.R8": "nil kompara hik",
    "rule.R9": "malakcepta punto",
    "absence.silent": "Silo",
    "absence.deferred": "Postlavita",
    "absence.withdrawn": "Reprenita",
    "absence.struck-out": "Strekita",
    "absence.elsewhere": "Aliloke",
    "absence.not_coded": "Nekodita",
    "absence.silent.meaning": "nil hik legita",
    "absence.deferred.meaning": "postlavita alie parolil",
    "absence.withdrawn.meaning": "antea rispo reprenita",
    "absence.struck-out.meaning": "punto strekita alie tekstil",
    "absence.elsewhere.meaning": "alie papiril movita",
    "absence.elsewhere.named": "alie papiril {where}",
    "absence.not_coded.meaning": "ne rispo, ne silo notita",
    "standing.S0": "Nil pruvo.",
    "standing.S1": numbers(
        "Tekston presu eldonisto {n}.", "Tekston presoi eldonistoi {n}.", "Tekston presos {n}."
    ),
    "standing.S2": numbers("Priskribu {n}.", "Priskriboi {n}.", "Priskribos {n}."),
    "standing.S3": numbers("Parolen raportu {n}.", "Parolen raportoi {n}.", "Raportos {n}."),
    "standing.S4": "Uno fonto sola (S4).",
    "standing.S5": numbers("Kontru fonto {n} (S5).", "Kontroi {n} (S5).", "Kontros {n} (S5)."),
    "standing.S6": numbers("Kvalifu fonto {n} (S6).", "Kvalifoi {n} (S6).", "Kvalifos {n} (S6)."),
    "standing.S7": numbers("Traduku {n}.", "Tradukoi {n}.", "Tradukos {n}."),
    "sources.none": "nil fonto",
    "sources.support": numbers("fonto {n} apogu", "fontoi {n} apogoi", "fontos {n} apogos"),
    "sources.dispute": numbers("{n} kontru", "{n} kontroi", "{n} kontros"),
    "sources.qualify": numbers("{n} kvalifu", "{n} kvalifoi", "{n} kvalifos"),
}

ERRORS = {
    "no-option": "nil elekta.",
    "required-and-excluded": "ima hos nema samen.",
    "empty-range": "gama vaka.",
    "empty-span": "zunas vaka.",
    "steps-in-a-circle": "ordu rondu.",
    "too-few-steps": "dubo stupoi minu.",
    "empty-text": "vorbo vaka.",
    "inexact-amount": "kvanta nerekta.",
    "amount-out-of-bounds": "kvanta troa.",
    "too-many-decimals": "cifros troa.",
    "not-in-list": "ekster listil.",
    "unknown-unit": "unito nekona.",
    "other-unit": "unito alia.",
    "other-kind": "speco alia.",
    "no-table": "ne tavolo.",
    "other-keys": "{kind} alie klavos.",
    "admitted-and-ruled-out": "admito vel nekro.",
    "others-of-nothing": "alie listo mankas.",
    "ends-of-range": "finoi gamil.",
    "ends-of-scale": "skalo finoi vel elektas.",
    "no-step": "stupo mankas.",
    "other-scale": "skalo alia.",
    "no-top": "supro mankas.",
    "top-like-amount": "supro {found} kvanta.",
    "no-ceiling": "limito mankas.",
    "end-given-twice": "fino dufoje.",
    "stands-alone": "«{key}» sola.",
    "no-chains": "chenos mankas.",
    "chain-no-list": "cheno ne listo.",
    "no-text": "vorbo mankas.",
    "no-keys": "klavos mankas.",
    "no-unit-key": "unito klavo mankas.",
    "no-number": "nombro mankas.",
    "no-day": "zuno mankas.",
    "empty-answer": "rispo vaka.",
    "unit-missing": "unito mankas.",
    "not-understood": "ne komprenita.",
    "unclear-number": "nombro dubia.",
    "unclear-thousands": "nombro {less} au {more}.",
    "grouped-number": "nombro punkta {more}.",
    "no-calendar-day": "ne zuno.",
    "no-entry": "ne en listil.",
    "bad-key": "klavo {found} malbona.",
    "bad-label": "etiko {found} malbona.",
    "reserved-label": "etiko {found} rezerva «{word}».",
    "joining-label": "etiko {found} ligula «{word}».",
    "ambiguous-label": "etiko {found} dubia «{word}».",
    "no-list-allowed": "{kind} sin listo.",
    "list-needed": "{kind} kun listo.",
    "equal-entries": "samoi dubo en listil: {found}.",
    "unit-needed": "gama kun unito.",
    "no-scale-allowed": "skalo elektil, ne {kind}.",
    "no-range": "supro gamil, ne {kind}.",
    "label-of-key": "etiko {found} de «{scope}» klavo.",
    "no-such-scope": "«{scope}» en «{found}» nekona.",
    "scopes-in-a-circle": "«{scope}» en si.",
    "scope-in-two-parts": "«{scope}» dubo partil.",
    "unlike-parts": "partos «{partition}» nesama.",
    "complete-without-partition": "«{scope}» tuta sin parto.",
    "no-scope-list": "skopos ne listo.",
    "bad-scope": "skopo {place} malbona.",
    "no-unit-allowed": "unito gamil sola.",
    "no-vocabulary": "vortaro ne listo.",
    "bad-entry": "ero {place} malbona.",
    "bad-factor": "«{unit}» faktoro 1 gis {limit}.",
    "factor-without-base": "«{unit}» faktoro sin baso.",
    "bad-unit-name": "«{unit}» nomo malbona {found}.",
    "bad-minimum": "«{unit}» minimo malbona {found}.",
    "broken-minimum": "«{unit}» minimo rompa.",
    "unlike-units": "unitos nesama.",
    "equal-units": "unitoi dubo samoi: {found}.",
    "prose": "vorbo sin kalkulo.",
    "kinds-apart": "{right} hos {left} nekompara.",
    "units-apart": "{right} hos {left} sin faktoro.",
    "nothing-in-common": "nil komuna.",
}
ALLOWED = {
    "no-option": "uno minu",
    "required-and-excluded": "uno listo sola",
    "empty-range": "fino sub fino",
    "empty-span": "post {first}",
    "steps-in-a-circle": "ante vel post",
    "too-few-steps": "dubo minu",
    "empty-text": "uno vorbo",
    "inexact-amount": "4,5",
    "amount-out-of-bounds": "gis {limit}",
    "too-many-decimals": "cifros {limit}",
    "others-of-nothing": "listo",
    "no-step": "fino sub fino",
    "no-ceiling": "800 maksu",
    "no-number": "«4.5»",
    "no-day": "2031-06-20 zuno",
    "unit-missing": "{examples} ¦ {units}",
    "unclear-number": "6000",
    "unclear-thousands": "{exact} ¦ {plain}",
    "grouped-number": "sola {plain}",
    "no-calendar-day": "2031 Junbo 20",
}
MESSAGES: dict[str, Pattern] = {
    "error.key": "{error} ← {key}",
    "error.found": "{error} Trovita {found}.",
    "error.allowed": "{error} Permesa {allowed}.",
    "error.very_large": "granda {type}",
    "error.nothing_allowed": "nilo hik",
    **{f"error.{code}": text for code, text in ERRORS.items()},
    **{f"allowed.{code}": text for code, text in ALLOWED.items()},
}

FORMS = ("amount", "limit", "day", "quoted")
MOVEMENTS: dict[str, Pattern] = {
    "change.unchanged": "nealiita",
    "change.reworded": "alie vorbos sola",
    "change.widened": "pli larga",
    "change.narrowed": "pli streta",
    "change.moved": "alie rispo",
    "change.moved.range": "alie nombro",
    "change.moved.date": "alie zuno",
    "change.moved.choice": "alie elekto",
    "change.moved.items": "alie punktos",
    "change.moved.sequence": "alie ordo",
    "change.force": "alie forto nun",
    "change.scope-or-condition": "alie skopo, kondito, aganto",
    "change.brackets": "alie klamros",
    "change.brackets.firm": "firma nun",
    "change.brackets.open": "klamrita nun",
    "change.new": "nova",
    "change.struck-out": "strekita nun",
    "change.elsewhere": "aliloke nun",
    "change.silent": "sila nun",
    "change.silent.deferred": "postlavita nun",
    "change.silent.withdrawn": "reprenita nun",
    "change.unanswered": "neniu tekstil",
    "change.unknown": "alio nekona",
    "change.partly-seen": "parto nevidita",
    "change.not-computed": "nekalkula",
    **{
        f"movement.widened.{form}": f"pli larga {form[0]} {{after}} el {{before}}" for form in FORMS
    },
    **{f"movement.narrowed.{form}": f"streta {form[0]} {{after}} el {{before}}" for form in FORMS},
    **{f"movement.moved.{form}": f"movita {form[0]} {{after}} el {{before}}" for form in FORMS},
    "movement.unchanged": "sama rispo dubil tekstil",
    "movement.reworded": "alie vorbos ¦ sama rispo",
    "movement.force": "sama rispo ¦ alie forto ¦ {after} post {before}",
    "movement.scope-or-condition": "sama rispo ¦ distos {qualifiers}",
    "movement.brackets": "sama rispo ¦ alie klamros",
    "movement.brackets.firm": "sama rispo ¦ firma nun",
    "movement.brackets.open": "sama rispo ¦ klamril nefirm nun",
    "movement.other-cases.apart": "alie okazos ¦ nekalkula",
    "movement.other-cases.total": "alie okazos ¦ tuto ne partos ¦ nekalkula",
    "movement.other-cases.unclear": "okazos dubia ¦ nekalkula",
    "movement.new": "nova ¦ {statement}",
    "movement.unanswered": "nil rispo dubil ¦ {after} ¦ {before}",
    "movement.unknown": "{missing} ¦ alio nekona",
    "movement.partly-seen": "parto nevidita ¦ alio nekona",
    "movement.not-computed.prose": "vorbo leganten ¦ nekalkula",
    "movement.not-computed.unlike": "nesama specos ¦ nekalkula",
    "movement.not-computed.options": "alie elektos ¦ nekalkula",
    "movement.not-computed.rejection": "malakcepto sin rispo ¦ nekalkula",
    "movement.with_approach": "{approach} ¦ {movement}",
    "movement.before": "antea ¦ {statement}",
    "movement.other-force": "alie forto ¦ {after} post {before}",
    "movement.firm-now": "klamros for",
    "movement.in-brackets-now": "klamril nun",
    "approach.towards": "{name:place} pli apud",
    "approach.towards.by": "{difference} {name:place} pli apud",
    "approach.towards.counted": "{name:place} pli apud ¦ {after} post {before}",
    "approach.away": "{name:place} pli for",
    "approach.away.by": "{difference} {name:place} pli for",
    "approach.away.counted": "{name:place} pli for ¦ {after} post {before}",
    "approach.same-distance": "{name:place} same for",
    "approach.same-distance.gap": "{name:place} same for ¦ {after}",
    "approach.same-distance.counted": "{name:place} same for ¦ ankar {after}",
    "approach.meets-now": "{name:object} tuku nun",
    "approach.meets-now.gap": "{name:object} tuku nun ¦ antea {before}",
    "approach.meets-now.same": "{name:place} sama nun",
    "approach.still-meets.same": "{name:place} nun sama",
    "approach.meets-now.differs": "{name:place} ne for nun ¦ distos {qualifiers}",
    "approach.no-longer-meets": "{name:object} ne tuku nun",
    "approach.no-longer-meets.gap": "{name:object} ne tuku nun ¦ {after}",
    "approach.still-meets": "{name:object} ankar tuku",
    "approach.still-meets.differs": "{name:place} ankar ne for ¦ distos {qualifiers}",
    "approach.still-apart": "{name:object} ankar ne tuku",
    "approach.gaps": "{after} post {before}-oj for",
    "approach.points": numbers("kverelo {n}", "kvereloi {n}", "kverelos {n}"),
    "approach.pairs": numbers("paro {n} alie", "paroi {n} alie", "paros {n} alie"),
}


class MadeUp(Language):
    """The made-up language."""

    code = "xx"
    name = "Vorbo"
    months = tuple(
        f"{stem}bo"
        for stem in (
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "Maj",
            "Jun",
            "Jul",
            "Aug",
            "Sep",
            "Okt",
            "Nov",
            "Dec",
        )
    )
    patterns = {
        **PLAIN_FORM,
        **SENTENCES,
        **LABELS,
        **MESSAGES,
        **MOVEMENTS,
        **statements(),
        **stances(),
        **verbs(),
    }
    variants = VARIANTS
    numbers = NUMBERS
    decimal_mark = ","

    def plural(self, amount: Decimal | int) -> str:
        """Return one of three numbers by the last figure."""
        last = Decimal(amount).copy_abs() % 10
        return "one" if last == 1 else "few" if last in (2, 3, 4) else "other"

    def unit_name(self, unit: Unit, number: str) -> str:
        """Return a unit's name with the ending of its number."""
        return unit.one if number == "one" else f"{unit.one}-{'oi' if number == 'few' else 'os'}"

    def inflect(self, text: str, case: str) -> str:
        """Return a text with the ending of its case."""
        return f"{text}-{ENDINGS[case]}"


LANGUAGE = MadeUp()
