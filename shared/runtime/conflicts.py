"""A race that was lost: what both the log and the read models say."""


class VersionConflict(Exception):
    """Somebody else wrote to the stream, its subject's chain or a row since it was read."""
