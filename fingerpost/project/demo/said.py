"""What people write in a log, in English and in Welsh. Everybody in it is invented."""

from collections.abc import Mapping
from random import Random

SAID: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "session": {
        "en": (
            "Worked through the unit on communication; two pieces of evidence signed off.",
            "Good session. Agreed to finish the reflective account before we meet again.",
            "Went over the feedback on the last assignment and planned the next observation.",
            "",
        ),
        "cy": (
            "Gweithio drwy’r uned ar gyfathrebu; llofnodwyd dau ddarn o dystiolaeth.",
            "Sesiwn dda. Cytunwyd i orffen y cyfrif myfyriol cyn y cyfarfod nesaf.",
            "",
        ),
    },
    "absent": {
        "en": ("Nobody came, and no message beforehand.", "Waited for half an hour; no word from the learner."),
        "cy": ("Ddaeth neb, a dim neges ymlaen llaw.", "Arhosais am hanner awr; dim gair gan y dysgwr."),
    },
    "no_answer": {
        "en": ("Rang out. Left a message asking for a call back.", "No answer; will try again.", "Voicemail full."),
        "cy": ("Dim ateb. Gadewais neges yn gofyn am alwad yn ôl.", "Dim ateb; rhoi cynnig arall arni."),
    },
    "reached": {
        "en": (
            "Short call. Things are busy at work, but the portfolio is moving on.",
            "Talked about what gets in the way; will set aside Thursday afternoons.",
            "Is well, and knows what comes next.",
        ),
        "cy": (
            "Galwad fer. Prysur yn y gwaith, ond mae’r portffolio yn symud ymlaen.",
            "Sôn am yr hyn sy’n rhwystro; bydd yn neilltuo prynhawniau Iau.",
        ),
    },
    "email": {
        "en": ("Wrote to ask how things are and offered three times for a call.", "Sent a short email with my number."),
        "cy": ("Ysgrifennais i ofyn sut mae pethau a chynnig tri amser am alwad.", "Anfonais e-bost byr gyda’m rhif."),
    },
    "employer": {
        "en": ("The line manager has seen little of the learner either.", "The employer will speak with the learner."),
        "cy": (
            "Nid yw’r rheolwr llinell wedi gweld llawer o’r dysgwr chwaith.",
            "Bydd y cyflogwr yn siarad â’r dysgwr.",
        ),
    },
    "committed": {
        "en": ("Wants to go on. The weeks since the move were hard; we plan shorter steps.",),
        "cy": ("Am barhau. Bu’r wythnosau ers symud tŷ yn anodd; rydym yn cynllunio camau byrrach.",),
    },
    "welfare": {
        "en": (
            "Sleeps badly and worries about money. Has the number of the wellbeing line; we speak again on Friday.",
        ),
        "cy": ("Yn cysgu’n wael ac yn poeni am arian. Mae ganddi rif y llinell lles; siarad eto ddydd Gwener.",),
    },
    "referral": {
        "en": ("Said something at the end of the session that I passed on to the safeguarding lead the same day.",),
        "cy": ("Dywedwyd rhywbeth ar ddiwedd y sesiwn a drosglwyddais i’r arweinydd diogelu yr un diwrnod.",),
    },
    "asks": {
        "en": ("Could somebody go through the last unit with me? I am a bit lost since I changed shifts.",),
        "cy": ("A all rhywun fynd drwy’r uned ddiwethaf gyda mi? Rwyf ar goll braidd ers newid sifftiau.",),
    },
    "helped": {
        "en": ("Went through it together by telephone; we look at it again next week.",),
        "cy": ("Mynd drwyddo gyda’n gilydd dros y ffôn; edrych arno eto yr wythnos nesaf.",),
    },
    "concern": {
        "en": ("Something at work does not feel right. I would rather speak about it than write.",),
        "cy": ("Mae rhywbeth yn y gwaith nad yw’n teimlo’n iawn. Byddai’n well gennyf siarad amdano nag ysgrifennu.",),
    },
    "behind": {
        "en": ("Two units behind plan; evidence is there but not written up.", "Behind after a busy month at work."),
        "cy": ("Dwy uned ar ei hôl hi; mae’r dystiolaeth yno ond heb ei hysgrifennu.",),
    },
}
REASONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "rating": {
        "en": ("Behind the plan, and contact has become rarer.", "The record shows it, and I agree."),
        "cy": ("Ar ei hôl hi, ac mae’r cyswllt wedi prinhau.",),
    },
    "stands": {
        "en": ("The evidence is with me and only has to be entered; no concern.",),
        "cy": ("Mae’r dystiolaeth gennyf ac nid oes ond angen ei chofnodi; dim pryder.",),
    },
    "left": {
        "en": ("A new job without training", "Moved away", "Health", "The programme was not what was hoped for"),
        "cy": ("Swydd newydd heb hyfforddiant", "Symud i ffwrdd", "Iechyd"),
    },
    "destination": {"en": ("Employment", "Not known", "Another course"), "cy": ("Cyflogaeth", "Ddim yn hysbys")},
    "break": {"en": ("Parental leave", "Long illness", "Caring for a parent"), "cy": ("Salwch hir", "Gofalu am riant")},
    "removed": {
        "en": ("Two reviews in a row on target.",),
        "cy": ("Dau adolygiad yn olynol ar y targed.",),
    },
    "stays": {
        "en": ("The learner came back with the employer’s help; we try once more.",),
        "cy": ("Daeth y dysgwr yn ôl gyda chymorth y cyflogwr; rhoi cynnig arall arni.",),
    },
    "withdraws": {
        "en": ("No answer at any stage, and the employer agrees.",),
        "cy": ("Dim ateb ar unrhyw gam, ac mae’r cyflogwr yn cytuno.",),
    },
    "worse": {
        "en": ("Missed what the contract asks for in two weeks out of three.",),
        "cy": ("Ni wnaed yr hyn y mae’r contract yn gofyn amdano mewn dwy wythnos o dair.",),
    },
    "delivery": {
        "en": ("From workplace visits to distance learning",),
        "cy": ("O ymweliadau â’r gweithle i ddysgu o bell",),
    },
    "correction": {
        "en": ("Had sent a message beforehand, which I saw too late.",),
        "cy": ("Roedd wedi anfon neges ymlaen llaw, a welais yn rhy hwyr.",),
    },
}


def said(rng: Random, about: str, language: str) -> str:
    """What somebody wrote about this, in the language of the learner."""
    return rng.choice(SAID[about][language])


def reason(rng: Random, of: str, language: str) -> str:
    """A reason that somebody gave."""
    return rng.choice(REASONS[of][language])
