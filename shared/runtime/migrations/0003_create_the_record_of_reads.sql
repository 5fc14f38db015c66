-- Who looked at whose record: written in the reading transaction, before the answer leaves.
CREATE TABLE reads (
    authority text NOT NULL,
    read_id bigint GENERATED ALWAYS AS IDENTITY,
    read_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    action text NOT NULL,
    request_id text NOT NULL,
    subjects uuid[] NOT NULL,
    PRIMARY KEY (authority, read_id)
);
CREATE INDEX reads_by_subject ON reads USING gin (subjects);
CREATE TRIGGER reads_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON reads
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
