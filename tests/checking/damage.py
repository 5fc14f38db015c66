"""Ways to damage a log that several tests use, as SQL; `%(a)s` is the authority."""


def copied(kind: str, where: str = "true", body: str = "body", **changes: str) -> str:
    """The first event of a type, once more at the end of the log, as another command's."""
    changed = {
        "position": "(SELECT max(position) + 1 FROM events WHERE authority = %(a)s)",
        "event_id": "gen_random_uuid()",
        "command_id": "gen_random_uuid()",
        "version": "e.version + 90",
    } | changes
    pairs = ", ".join(f"'{name}', {value}" for name, value in changed.items())
    return f"""
    WITH chosen AS (
      SELECT * FROM events WHERE authority = %(a)s AND type = '{kind}' AND {where}
      ORDER BY position LIMIT 1
    ), copied AS (
      INSERT INTO events
      SELECT (jsonb_populate_record(e, jsonb_build_object({pairs}))).*
      FROM events e JOIN chosen USING (authority, position) RETURNING position
    )
    INSERT INTO payloads
    SELECT p.authority, copied.position, {body}, p.salt
    FROM payloads p JOIN chosen USING (authority, position), copied
    """  # noqa: S608 - our own


ANOTHER_CONCERN = copied("ConcernRaised", body='\'{"concern_id": "another"}\'')
