"""Is this a secret, or what somebody put there to get going?"""

LEAST_CHARACTERS = 16
LEAST_DIFFERENT = 8
WELL_KNOWN = ("password", "passwd", "postgres", "secret", "changeme", "llwybr", "default", "qwerty")


def is_weak(secret: str) -> bool:
    """Is it short, nearly all one character, or made of a word that is tried first?"""
    said = secret.casefold()
    return (
        len(secret) < LEAST_CHARACTERS
        or len(set(said)) < LEAST_DIFFERENT
        or any(word in said for word in WELL_KNOWN)
    )
