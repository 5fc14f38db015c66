"""Refusals that every decider here makes in the same words."""

from shared.modelling.decider import CommandRefused


def refuse_blank(words: str, name: str, field: str) -> None:
    """What was asked for in words is not left blank."""
    if not words.strip():
        raise CommandRefused(f"{name}_missing", field)


def refuse_another(earlier: object, asked: object, code: str, field: str) -> None:
    """The same again changes nothing; something else in its place is refused."""
    if asked != earlier:
        raise CommandRefused(code, field)
