"""The elements of a LearningDelivery (one learning aim) in an ILR.

Source: the ILR schemas of the Department for Education for 2024-25 and 2025-26.
"""

from fingerpost.funding.ilr_elements import DAY, HOURS, LETTER, POUNDS, UKPRN, digits, group, maybe, one, texts, upto
from fingerpost.funding.ilr_forms import Tenths, Whole

_SCHEME = texts("[a-zA-Z]{2}[0-9]{2}|[0-9]{9}", "two letters and two digits, or nine digits")

_FUNDING_AND_MONITORING = group(
    "LearningDeliveryFAM",
    one("LearnDelFAMType", upto(3)),
    one("LearnDelFAMCode", upto(5)),
    maybe("LearnDelFAMDateFrom", DAY),
    maybe("LearnDelFAMDateTo", DAY),
    least=0,
    most=None,
)
_WORK_PLACEMENT = group(
    "LearningDeliveryWorkPlacement",
    one("WorkPlaceStartDate", DAY),
    maybe("WorkPlaceEndDate", DAY),
    one("WorkPlaceHours", Whole(1, 9_999)),
    one("WorkPlaceMode", digits(1)),
    maybe("WorkPlaceEmpId", digits(9)),
    least=0,
    most=None,
)
_FINANCIAL_RECORD = group(
    "AppFinRecord",
    one("AFinType", upto(3)),
    one("AFinCode", digits(2)),
    one("AFinDate", DAY),
    one("AFinAmount", POUNDS),
    least=0,
    most=None,
)
_PROVIDER_MONITORING = group(
    "ProviderSpecDeliveryMonitoring",
    one("ProvSpecDelMonOccur", LETTER),
    one("ProvSpecDelMon", upto(20)),
    least=0,
    most=4,
)
_HIGHER_EDUCATION = group(
    "LearningDeliveryHE",
    maybe("SSN", upto(13)),
    maybe("QUALENT3", upto(3)),
    maybe("SOC2000", digits(4), only="2024-25"),
    maybe("SOC", digits(4), only="2025-26"),
    maybe("SEC", digits(1)),
    maybe("UCASAPPID", _SCHEME, only="2024-25"),
    maybe("UCASSCHEMECODE", _SCHEME, only="2025-26"),
    one("TYPEYR", digits(1)),
    one("MODESTUD", digits(2)),
    maybe("FUNDLEV", digits(2)),
    maybe("FUNDCOMP", digits(1)),
    maybe("STULOAD", Tenths("0.1", "300.0")),
    one("YEARSTU", Whole(1, 98)),
    one("MSTUFEE", digits(2)),
    maybe("PCOLAB", Tenths("0.1", "100.0")),
    one("SPECFEE", digits(1)),
    maybe("NETFEE", POUNDS),
    maybe("GROSSFEE", POUNDS),
    maybe("DOMICILE", upto(2), only="2024-25"),
    maybe("PERMADDCOUNTRY", upto(2), only="2025-26"),
    maybe("ELQ", digits(1)),
    maybe("HEPostCode", upto(8)),
    least=0,
)

AIM = group(
    "LearningDelivery",
    one("LearnAimRef", upto(8)),
    one("AimType", digits(1)),
    one("AimSeqNumber", Whole(1, 98)),
    one("LearnStartDate", DAY),
    maybe("OrigLearnStartDate", DAY),
    one("LearnPlanEndDate", DAY),
    one("FundModel", digits(2)),
    maybe("PHours", HOURS),
    maybe("OTJActHours", HOURS),
    maybe("ProgType", digits(2)),
    maybe("FworkCode", digits(3), only="2024-25"),
    maybe("PwayCode", digits(4), only="2024-25"),
    maybe("StdCode", digits(5)),
    maybe("PartnerUKPRN", UKPRN),
    one("DelLocPostCode", upto(8)),
    maybe("LSDPostcode", upto(8)),
    maybe("AddHours", HOURS),
    maybe("PriorLearnFundAdj", Whole(0, 99)),
    maybe("OtherFundAdj", Whole(0, 999)),
    maybe("ConRefNumber", upto(20)),
    maybe("EPAOrgID", upto(7)),
    one("CompStatus", digits(1)),
    maybe("LearnActEndDate", DAY),
    maybe("WithdrawReason", digits(2)),
    maybe("Outcome", digits(1)),
    maybe("AchDate", DAY),
    maybe("OutGrade", upto(6)),
    maybe("SWSupAimId", upto(36)),
    maybe("TLOut", digits(2)),
    _FUNDING_AND_MONITORING,
    _WORK_PLACEMENT,
    _FINANCIAL_RECORD,
    _PROVIDER_MONITORING,
    _HIGHER_EDUCATION,
    most=None,
)
