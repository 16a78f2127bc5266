"""Words that the sentence rules know, Norwegian and English; all in lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words(
    """
    f.eks. feks. bl.a. dvs. d.v.s. d.e. nr. kl. ca. dr. prof. hr. fr. frk. mr. mrs. ms. st. kapt.
    adm.dir. inkl. ekskl. evt. ev. pga. p.g.a. mht. m.h.t. iht. i.h.t. ifm. ifht. ift. hhv. vs.
    vedr. vedk. tlf. jf. jfr. cf. kap. pkt. s. pr. m.a.o. f.o.m. fom. t.o.m. i.e. e.g. fhv. kgl.
    cand.mag. cand.polit. dr.med. dr.philos. mag.art. stud. siviling. str. res.kap. st.meld.
    st.prp. meld. innst. ot.prp. o.fl. s.k. såk. gj.sn. approx. esp. incl. sgt. lt.
    """
)
"""Abbreviations that something must follow: no sentence ends with them."""

WORDS_AFTER_ALL = _words(
    "to. ti. on. et. no. bla. min. ma. el. op. lø. sø. des. sms. org. mar. off. temp. ad. tils. sv."
    " gl. fork. resp. res. ref. i. so."
)
"""Words that spaCy takes for abbreviations and that end many spoken sentences."""

MONTHS = _words(
    "januar februar mars april mai juni juli august september oktober november desember"
    " january february march may june july october december"
)

SPEECH_VERBS = _words(
    "sa sier spurte spør svarte svarer ropte roper tenkte tenker hvisket mumlet lo skrev"
    " said says asked asks answered replied thought shouted whispered"
)
"""After ``?`` or ``!`` they go on with the sentence that holds what was said."""

BEFORE_A_LETTER = _words("plan type vitamin gruppe klasse hepatitt blokk alternativ")
"""A single capital after one of these is no initial of a name: ``plan B. Så``."""

BEFORE_A_NUMBER_IN_ENGLISH = _words(
    "nos fig figs p pp vol vols ch chap sec sect eq eqs art para"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""What a number follows in English: ``Fig. 2``, ``Jan. 3``. In Norwegian some end sentences."""

TITLES_IN_ENGLISH = _words("Gov Sen Gen Col Capt Rev Hon Sgt Lt")
"""Before a name; with a capital only, as *rep.* and *gen.* are words."""
