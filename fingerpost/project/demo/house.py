"""The plan of the invented provider: its sectors, and those of its staff who have a name in the plan."""

from msgspec import Struct

OFFICE, BOARD = "administrator", "board_of_directors"
ENGLAND, WALES = "england", "wales"
APPRENTICESHIP, TRAINEESHIP = "apprenticeship", "traineeship"


class SectorPlan(Struct, frozen=True):
    """A sector: how many coaches it needs, which programmes it offers, what its employers do. `manager` is a slug of
    `STAFF`."""

    slug: str
    name_en: str
    name_cy: str
    nation: str
    programme_type: str
    coaches: int
    manager: str
    programmes: tuple[str, ...]
    trades: tuple[str, ...]


class StaffPlan(Struct, frozen=True):
    """Somebody with a name in the plan; `unit` is the slug of the group for which they hold their role, empty for
    all."""

    slug: str
    name: str
    role: str
    unit: str = ""
    language: str = "en"


SECTORS = (
    SectorPlan(
        "care",
        "Health and social care",
        "Iechyd a gofal cymdeithasol",
        ENGLAND,
        APPRENTICESHIP,
        3,
        "care-manager",
        ("Adult care worker, level 2", "Lead adult care worker, level 3"),
        ("House Care Home", "Home Care", "Supported Living"),
    ),
    SectorPlan(
        "childcare",
        "Childcare",
        "Gofal plant",
        ENGLAND,
        APPRENTICESHIP,
        2,
        "childcare-manager",
        ("Early years practitioner, level 2", "Early years educator, level 3"),
        ("Nursery", "Pre-school", "Day Nursery"),
    ),
    SectorPlan(
        "digital",
        "Digital traineeships",
        "Hyfforddeiaethau digidol",
        ENGLAND,
        TRAINEESHIP,
        2,
        "traineeship-manager",
        ("Digital traineeship", "Traineeship in IT support"),
        ("Web Works", "IT Support"),
    ),
    SectorPlan(
        "business",
        "Business administration",
        "Gweinyddu busnes",
        WALES,
        APPRENTICESHIP,
        3,
        "co-ordinator",
        ("Business administration, level 2", "Gweinyddu busnes, lefel 3"),
        ("Accountants", "Housing", "Print"),
    ),
    SectorPlan(
        "service",
        "Customer service",
        "Gwasanaeth cwsmeriaid",
        WALES,
        APPRENTICESHIP,
        2,
        "co-ordinator",
        ("Customer service, level 2", "Gwasanaeth cwsmeriaid, lefel 3"),
        ("Hotel", "Garden Centre", "Leisure"),
    ),
)
STAFF = (
    StaffPlan("care-coach", "Hannah Clarke", "coach", "care"),
    StaffPlan("care-coach-2", "Imran Sheikh", "coach", "care"),
    StaffPlan("business-coach", "Rhys Morgan", "coach", "business", "cy"),
    StaffPlan("care-manager", "Priya Nair", "sector_manager", "care"),
    StaffPlan("childcare-manager", "Tom Ellison", "sector_manager", "childcare"),
    StaffPlan("traineeship-manager", "Grace Okafor", "traineeship_manager", "digital"),
    StaffPlan("co-ordinator", "Sioned Rees", "operational_support_coordinator", "wales", "cy"),
    StaffPlan("operations", "David Marsh", "head_of_operations"),
    StaffPlan("iqa-england", "Ruth Lowe", "iqa", "england"),
    StaffPlan("iqa-wales", "Carys Bowen", "iqa", "wales", "cy"),
    StaffPlan("quality", "Mark Devlin", "quality_team"),
    StaffPlan("senior", "Helen Ashworth", "senior_manager"),
    StaffPlan("board", "Gareth Pugh", BOARD),
    StaffPlan("safeguarding", "Nia Hopkins", "safeguarding_team"),
    StaffPlan("business", "Callum Reid", "business_development"),
    StaffPlan("office", "Joan Petrie", OFFICE),
)
