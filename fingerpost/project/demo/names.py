"""Invented names. Nobody and no firm is meant; the telephone numbers are those that Ofcom keeps for drama."""

from random import Random

from fingerpost.facts.keys import LENGTH, LETTERS

ENGLISH = (
    "Aisha Alfie Amina Bethany Callum Chloe Connor Daniel Demi Ella Ethan Farah Freya George Grace Hamza Harriet "
    "Imogen Isaac Jade Jasmine Kayleigh Kwame Layla Leon Lily Mariam Mason Megan Mohammed Nadia Noah Olivia Oscar "
    "Poppy Priya Reece Rosie Ruby Samuel Shanice Sofia Tariq Tilly Toby Yusuf Zainab Zara"
).split()
WELSH = (
    "Aled Alys Anwen Bethan Branwen Bryn Carys Catrin Cerys Dafydd Dewi Dylan Efa Eirlys Elen Elin Emyr Ffion Gareth "
    "Gethin Glesni Gruffydd Gwen Gwilym Haf Heledd Hywel Iestyn Ifan Iolo Llinos Lowri Luned Macsen Mali Manon Mared "
    "Megan Nerys Nia Osian Owain Rhian Rhodri Rhys Sioned Siwan Steffan Tomos Tegan"
).split()
SURNAMES = {
    "england": (
        "Adeyemi Ahmed Ashby Atkins Barlow Begum Bell Carter Chaudhry Clarke Coombes Dawson Dixon Ellison Farrow Finch "
        "Fletcher Garner Hale Hassan Holt Hussain Iqbal Jarvis Kaur Khan Knight Lowe Malik Marsh Mensah Mistry Nowak "
        "Okafor Osborne Patel Petrie Quinn Reid Rowe Shaw Sutton Tate Underwood Vance Walsh Webb Yates Young Zielinski"
    ).split(),
    "wales": (
        "Ahmed Beynon Bevan Bowen Cadwaladr Davies Ellis Evans Fychan Griffiths Gwynne Harris Hopkins Howells Hughes "
        "James Jenkins Jones Kelly Lewis Llewellyn Lloyd Mathias Meredith Morgan Morris Nowak Owen Parry Patel Powell "
        "Price Pritchard Prosser Prydderch Pugh Rees Rhydderch Richards Roberts Rowlands Thomas Tudor Vaughan Watkins "
        "Williams Wyn Yorath Probert Penry"
    ).split(),
}
FIRMS = (
    "Bramblewick Otterby Thistlemere Larkhollow Nettlebridge Foxholt Plumstone Wrenfield Mossgate Hazelpool Quillby "
    "Tumbledale Marrowby Sparrowick Pennyfold"
).split()
WELSH_FIRMS = (
    "Cwm Deri|Bryn Eithin|Pant yr Helyg|Glan Rhedyn|Llys y Dryw|Maes Celyn|Nant Dyfrgi|Tŷ Grug|Coed Bedw|Ffynnon Las|"
    "Rhos Brain|Dôl Gog|Carreg Fedw|Hendre Lwyd|Porth Gwenyn"
).split("|")
PLACES = {
    "england": "Shrewsbury|Hereford|Telford|Ludlow|Oswestry|Leominster|Whitchurch|Bridgnorth|Worcester|Stafford".split(
        "|"
    ),
    "wales": "Wrecsam|Y Drenewydd|Aberystwyth|Caerfyrddin|Y Fenni|Bangor|Abertawe|Caerdydd|Llanelli|Dolgellau".split(
        "|"
    ),
}
SPEAKS_WELSH = 0.35
"""The share of learners in Wales who are written to in Welsh."""


def key_by(rng: Random, kind: str) -> str:
    """A key as `facts.keys` makes them, but the same from the same seed."""
    return f"{kind}:{''.join(rng.choice(LETTERS) for _ in range(LENGTH))}"


def name_by(rng: Random, nation: str) -> str:
    """A first name and a surname as one meets them in a nation."""
    first = rng.choice(WELSH if nation == "wales" and rng.random() < 0.6 else ENGLISH)
    return f"{first} {rng.choice(SURNAMES[nation])}"


def language_by(rng: Random, nation: str) -> str:
    """The language in which somebody would like to be written to."""
    return "cy" if nation == "wales" and rng.random() < SPEAKS_WELSH else "en"


def phone_by(rng: Random) -> str:
    """A mobile number that no telephone has."""
    return f"07700 900{rng.randrange(1000):03}"


def email_of(name: str, number: int = 0) -> str:
    """An address at which nobody reads."""
    local = ".".join(name.lower().replace("’", "").split())
    return f"{local}.{number}@example.org" if number else f"{local}@example.org"
