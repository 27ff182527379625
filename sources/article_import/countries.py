"""The country that an address may speak of by its ending: a question to editors, never an answer.

Endings that are sold all over the world (.co, .io, .me, .tv and the like) say nothing and are left
out.
"""

from __future__ import annotations

_COUNTRIES = """
ae United Arab Emirates; al Albania; am Armenia; ar Argentina; at Austria; au Australia;
az Azerbaijan; ba Bosnia and Herzegovina; bd Bangladesh; be Belgium; bg Bulgaria; bh Bahrain;
bj Benin; bo Bolivia; br Brazil; by Belarus; ca Canada; ch Switzerland; cl Chile; cn China;
cr Costa Rica; cu Cuba; cy Cyprus; cz Czechia; de Germany; dk Denmark; dz Algeria; ec Ecuador;
ee Estonia; eg Egypt; es Spain; et Ethiopia; fi Finland; fr France; ge Georgia; gh Ghana;
gr Greece; gt Guatemala; hk Hong Kong; hn Honduras; hr Croatia; hu Hungary; id Indonesia;
ie Ireland; il Israel; in India; iq Iraq; ir Iran; is Iceland; it Italy; jo Jordan; jp Japan;
ke Kenya; kg Kyrgyzstan; kh Cambodia; kr South Korea; kw Kuwait; kz Kazakhstan; lb Lebanon;
lk Sri Lanka; lt Lithuania; lu Luxembourg; lv Latvia; ma Morocco; md Moldova; mk North Macedonia;
mm Myanmar; mn Mongolia; mt Malta; mx Mexico; my Malaysia; ng Nigeria; nl Netherlands; no Norway;
np Nepal; nz New Zealand; om Oman; pa Panama; pe Peru; ph Philippines; pk Pakistan; pl Poland;
ps Palestine; pt Portugal; py Paraguay; qa Qatar; ro Romania; rs Serbia; ru Russia; rw Rwanda;
sa Saudi Arabia; sd Sudan; se Sweden; sg Singapore; si Slovenia; sk Slovakia; sn Senegal;
sv El Salvador; sy Syria; th Thailand; tj Tajikistan; tm Turkmenistan; tn Tunisia; tr Turkey;
tw Taiwan; tz Tanzania; ua Ukraine; ug Uganda; uk United Kingdom; uy Uruguay; uz Uzbekistan;
ve Venezuela; vn Vietnam; ye Yemen; za South Africa; zm Zambia; zw Zimbabwe;
xn--j1amh Ukraine; xn--p1ai Russia; xn--90ais Belarus; xn--90ae Bulgaria; xn--80ao21a Kazakhstan;
xn--90a3ac Serbia; xn--qxam Greece; xn--d1alf North Macedonia
"""
COUNTRIES = dict(entry.split(maxsplit=1) for entry in " ".join(_COUNTRIES.split()).split(";"))
"""Countries by the ending of addresses, in the words that outlets use."""


def country_by_ending(host: str) -> str:
    """Return the country whose ending a host has; empty if the ending says nothing."""
    return COUNTRIES.get(host.rpartition(".")[2], "")
