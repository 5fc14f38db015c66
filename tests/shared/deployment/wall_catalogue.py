"""What Postgres's own catalogue says of the second wall, and what of it breaks the rules.

Written from the rules and not from `shared.runtime.wall`, so that a slip there shows here.
"""

from typing import Any, LiteralString

from psycopg import Connection

# Tables that know neither authority nor school, each with the reason why it may be so.
OPEN_TO_ALL = {"schema_migrations": "names of migrations: the same for whoever is served"}

SCHOOL_COLUMNS = ("school", "school_id")
PLACES = "places_at_school"
THEIRS = "(authority = current_setting('llwybr.authority'::text, true))"
OF_SCHOOLS = (
    "((current_setting('llwybr.schools'::text, true) = '*'::text) OR ((%s)::text = ANY"
    " (string_to_array(current_setting('llwybr.schools'::text, true), ','::text))))"
)
AT_A_PLACE = (
    "((current_setting('llwybr.schools'::text, true) = '*'::text) OR"
    " has_place_shown(authority, learner_id))"
)


def breaches(connection: Connection, database: str) -> set[str]:
    """Everything in this database that breaks a rule, by name; empty where the wall stands."""
    found = {
        f"{table}: {fault}"
        for table, enabled, forced, columns in connection.execute(_TABLES)
        for fault in _of_table(connection, database, (table, enabled, forced), columns)
    }
    for rule, query in _RULES.items():
        found |= {f"{name}: {rule}" for (name,) in connection.execute(query, {"of": database})}
    return found


def _of_table(
    connection: Connection, database: str, table: tuple[str, bool, bool], columns: list[str]
) -> list[str]:
    name, enabled, forced = table
    if "authority" not in columns:
        return [] if name in OPEN_TO_ALL else ["knows no authority"]
    found = connection.execute(_POLICIES, [name]).fetchall()
    faults = [] if enabled and forced else ["row-level security is not enabled and forced"]
    if found != _expected(database, name, columns):
        faults.append("has other policies")
    return faults


def _expected(database: str, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    """The policies in order of name: whom each binds, and what they see and write."""
    web = sorted(f"{database}_{kind}" for kind in ("writer", "reader"))
    machines = sorted(f"{database}_{kind}" for kind in ("owner", "relay", "worker"))
    confined = ("confined", "PERMISSIVE", "ALL", web, THEIRS, THEIRS)
    whole = ("whole", "PERMISSIVE", "ALL", machines, "true", "true")
    shown = [OF_SCHOOLS % one for one in columns if one in SCHOOL_COLUMNS]
    if "learner_id" in columns and table != PLACES:
        shown = [AT_A_PLACE]
    by_school = [("confined_to_schools", "RESTRICTIVE", "ALL", web, one, one) for one in shown]
    return [confined, *by_school, whole]


_TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
       array(SELECT attname::text FROM pg_attribute
             WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)
FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
"""
_POLICIES = """
SELECT policyname::text, permissive, cmd, array(SELECT unnest(roles)::text ORDER BY 1),
       qual, with_check
FROM pg_policies WHERE schemaname = 'public' AND tablename = %s ORDER BY policyname
"""
_RULES: dict[str, LiteralString] = {
    "a table outside the schema that is looked at": """
        SELECT c.oid::regclass::text FROM pg_class c
        WHERE c.relkind IN ('r', 'p', 'f') AND (c.relkind = 'f' OR c.relnamespace NOT IN (
          SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'pg_catalog',
          'information_schema') OR nspname LIKE 'pg\\_toast%%' OR nspname LIKE 'pg\\_temp%%'))""",
    "a view that does not ask as whoever looks": """
        SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND (relkind = 'm' OR relkind = 'v'
             AND NOT coalesce(reloptions && '{security_invoker=true,security_invoker=on}', false))
        """,
    "a function that acts as its owner": """
        SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace""",
    "unique without the authority": """
        SELECT i.indexrelid::regclass::text FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'authority'
        WHERE i.indisunique AND a.attnum <> ALL (i.indkey)""",
    "a foreign key without the authority": """
        SELECT k.conname FROM pg_constraint k WHERE k.contype = 'f' AND NOT EXISTS (
          SELECT FROM unnest(k.conkey, k.confkey) AS pair (ours, theirs)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ours
          JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = theirs
          WHERE a.attname = 'authority' AND b.attname = 'authority')""",
    "a table not of the owner": """
        SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v')
        AND relnamespace = 'public'::regnamespace
        AND pg_get_userbyid(relowner) <> %(of)s || '_owner'""",
    "a role that may pass by, or be another": """
        SELECT rolname FROM pg_roles r WHERE left(rolname, length(%(of)s) + 1) = %(of)s || '_'
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR EXISTS (
          SELECT FROM pg_auth_members WHERE member = r.oid))""",
    "a database that everybody may enter": """
        SELECT datname FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba)))
        WHERE grantee = 0 AND datallowconn AND datname IN (%(of)s, 'postgres', 'template1')""",
    "open to everybody": """
        SELECT DISTINCT relname FROM pg_class, aclexplode(relacl)
        WHERE grantee = 0 AND relnamespace = 'public'::regnamespace""",
}
