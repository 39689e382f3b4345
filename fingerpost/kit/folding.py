"""Names as a search compares them: who types "Sian" or "SIÂN" finds Siân, and "O'Shea" finds O’Shea."""

from unicodedata import combining, normalize

QUOTES = str.maketrans("‘’", "''")


def folded(text: str) -> str:
    """Without accents, in small letters, with straight apostrophes and single spaces."""
    letters = (each for each in normalize("NFKD", text) if not combining(each))
    return " ".join("".join(letters).casefold().translate(QUOTES).split())
