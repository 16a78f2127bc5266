"""Words that the sentence rules know, Norwegian and English; all in lower case."""

from __future__ import annotations

NEVER_LAST = frozenset(
    """
    f.eks. feks. bl.a. dvs. d.v.s. d.e. nr. kl. ca. dr. prof. hr. fr. frk. mr. mrs. ms. st. kapt.
    adm.dir. inkl. ekskl. evt. ev. pga. p.g.a. mht. m.h.t. iht. i.h.t. ifm. ifht. ift. hhv. vs.
    vedr. vedk. tlf. jf. jfr. cf. kap. pkt. s. pr. m.a.o. f.o.m. fom. t.o.m. i.e. e.g. fhv. kgl.
    cand.mag. cand.polit. dr.med. dr.philos. mag.art. stud. siviling. str. res.kap. st.meld.
    st.prp. meld. innst. ot.prp. o.fl. s.k. såk. gj.sn. approx. esp. incl. sgt. lt.
    """.split()
)
"""Abbreviations that something must follow: no sentence ends with them."""

WORDS_AFTER_ALL = frozenset(
    "to. ti. on. et. no. bla. min. ma. el. op. lø. sø. des. sms. org. mar. off. temp. ad. tils. sv."
    " gl. fork. resp. res. ref. i. so.".split()
)
"""Words that spaCy takes for abbreviations and that end many spoken sentences."""

MONTHS = frozenset(
    "januar februar mars april mai juni juli august september oktober november desember"
    " january february march may june july october december".split()
)

SPEECH_VERBS = frozenset(
    "sa sier spurte spør svarte svarer ropte roper tenkte tenker hvisket mumlet lo skrev"
    " said says asked asks answered replied thought shouted whispered".split()
)
"""After ``?`` or ``!`` they go on with the sentence that holds what was said."""

BEFORE_A_LETTER = frozenset("plan type vitamin gruppe klasse hepatitt blokk alternativ".split())
"""A single capital after one of these is no initial of a name: ``plan B. Så``."""
