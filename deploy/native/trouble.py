"""What can go wrong while starting, said in words that help."""


class Trouble(Exception):
    """It cannot go on; the message tells the person at the keyboard why, and what to do."""
