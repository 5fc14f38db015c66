"""Whom a broker must know before anybody can tell it of others: itself, and the operator.

Both are made when its data directory is formatted; the services' users are made by provisioning.
"""

BROKER = "broker"
OPERATOR = "operator"
FIRST_USERS = (BROKER, OPERATOR)
ARGUMENTS = "kafka_users"


def secret_of(user: str) -> str:
    """The name of the file with a user's password."""
    return f"kafka_{user}"


def format_arguments(passwords: dict[str, str]) -> str:
    """What the storage tool reads from a file, so that no password is on a command line."""
    return "".join(
        f"--add-scram\nSCRAM-SHA-512=[name={user},password={password}]\n"
        for user, password in passwords.items()
    )
