"""The elements of a Learner in an ILR.

Source: the ILR schemas of the Department for Education for 2024-25 and 2025-26.
"""

from fingerpost.funding.ilr_aim import AIM
from fingerpost.funding.ilr_elements import DAY, HOURS, LETTER, POUNDS, UKPRN, digits, group, maybe, one, texts, upto
from fingerpost.funding.ilr_forms import Text, Whole

_REFERENCE = texts("[A-Za-z0-9 ]{1,12}", "1 to 12 letters, digits and spaces")
_NAME = Text(
    pattern=r'[^0-9\r\n\t|"]{1,100}',
    said="1 to 100 characters without digits, tabs, line breaks, bars and double quotes",
    restricted=False,
)
_ADDRESS = texts(
    r"[A-Za-z0-9 ~!@&'\\()*+,\-./:;]{1,50}", "1 to 50 letters, digits, spaces and the signs ~!@&'\\()*+,-./:;"
)

_PRIOR_ATTAINMENT = group("PriorAttain", one("PriorLevel", digits(2)), one("DateLevelApp", DAY), least=0, most=None)
_DIFFICULTY = group(
    "LLDDandHealthProblem", one("LLDDCat", digits(2)), maybe("PrimaryLLDD", digits(1)), least=0, most=22
)
_CONTACT_PREFERENCE = group(
    "ContactPreference",
    one("ContPrefType", upto(3)),
    one("ContPrefCode", digits(1)),
    least=0,
    most=5,
    only="2024-25",
)
_FAM = (one("LearnFAMType", upto(3)), one("LearnFAMCode", digits(3)))
_PROVIDER_MONITORING = group(
    "ProviderSpecLearnerMonitoring",
    one("ProvSpecLearnMonOccur", LETTER),
    one("ProvSpecLearnMon", upto(20)),
    least=0,
    most=2,
)
_EMPLOYMENT = group(
    "LearnerEmploymentStatus",
    one("EmpStat", digits(2)),
    one("DateEmpStatApp", DAY),
    maybe("EmpId", digits(9)),
    group("EmploymentStatusMonitoring", one("ESMType", upto(3)), one("ESMCode", digits(2)), least=0, most=10),
    least=0,
    most=None,
)
_HIGHER_EDUCATION = group(
    "LearnerHE",
    maybe("UCASPERID", texts("[0-9]{10}", "ten digits")),
    maybe("TTACCOM", digits(1)),
    group("LearnerHEFinancialSupport", one("FINTYPE", digits(1)), one("FINAMOUNT", POUNDS), least=0, most=4),
    least=0,
)

LEARNER = (
    one("LearnRefNumber", _REFERENCE),
    maybe("PrevLearnRefNumber", _REFERENCE),
    maybe("PrevUKPRN", UKPRN),
    maybe("PMUKPRN", UKPRN),
    maybe("CampId", texts("[A-Za-z0-9]{1,8}", "1 to 8 letters and digits")),
    one("ULN", Whole(1_000_000_000, 9_999_999_999)),
    maybe("FamilyName", _NAME),
    maybe("GivenNames", _NAME),
    maybe("DateOfBirth", DAY),
    one("Ethnicity", digits(2)),
    one("Sex", LETTER),
    one("LLDDHealthProb", digits(1)),
    maybe("NINumber", upto(9)),
    maybe("Accom", digits(1)),
    maybe("ALSCost", POUNDS),
    maybe("PlanLearnHours", HOURS),
    maybe("PlanEEPHours", HOURS),
    maybe("MathGrade", upto(4)),
    maybe("EngGrade", upto(4)),
    one("PostcodePrior", upto(8)),
    one("Postcode", upto(8)),
    maybe("AddLine1", _ADDRESS),
    maybe("AddLine2", _ADDRESS),
    maybe("AddLine3", _ADDRESS),
    maybe("AddLine4", _ADDRESS),
    maybe("TelNo", texts("[0-9]{1,18}", "1 to 18 digits")),
    maybe("Email", Text(1, 100, ".+@.+", "an email address")),
    _PRIOR_ATTAINMENT,
    _CONTACT_PREFERENCE,
    _DIFFICULTY,
    group("LearnerFAM", *_FAM, least=0, most=15, only="2024-25"),
    group("LearnerFAM", *_FAM, least=0, most=17, only="2025-26"),
    _PROVIDER_MONITORING,
    _EMPLOYMENT,
    _HIGHER_EDUCATION,
    AIM,
)
