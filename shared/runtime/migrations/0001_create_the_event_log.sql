-- One log per authority. The row lock on its head makes positions dense, so commit order is
-- position order; recorded_at never runs backwards, even where the clock does.
CREATE TABLE authority_heads (
    authority text PRIMARY KEY,
    position bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    store_epoch uuid NOT NULL DEFAULT gen_random_uuid()
) WITH (fillfactor = 70);

-- appended_to is the version (for a subject: the hash) the last append was made upon. An upsert
-- can compare it with what is there, and so tells a conflict without an error.
CREATE TABLE stream_heads (
    authority text NOT NULL,
    stream_kind text NOT NULL,
    stream_id uuid NOT NULL,
    version integer NOT NULL,
    appended_to integer NOT NULL,
    subject uuid NOT NULL,
    school uuid,
    PRIMARY KEY (authority, stream_id, stream_kind)
) WITH (fillfactor = 70);

CREATE TABLE subject_heads (
    authority text NOT NULL,
    subject uuid NOT NULL,
    events bigint NOT NULL,
    hash bytea NOT NULL,
    appended_to bytea NOT NULL,
    PRIMARY KEY (authority, subject)
) WITH (fillfactor = 70);

CREATE TABLE events (
    authority text NOT NULL,
    position bigint NOT NULL,
    stream_kind text NOT NULL,
    stream_id uuid NOT NULL,
    version integer NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    schema_version smallint NOT NULL,
    subject uuid NOT NULL,
    school uuid,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor text NOT NULL,
    command_id uuid NOT NULL,
    ordinal integer NOT NULL,
    correlation uuid NOT NULL,
    causation uuid,
    software_version text NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    commitment bytea NOT NULL,
    PRIMARY KEY (authority, position),
    UNIQUE (authority, stream_id, stream_kind, version),
    UNIQUE (authority, command_id, ordinal)
);
CREATE INDEX events_by_subject ON events (authority, subject, position);

-- Apart from the envelope, so that a payload can be erased and the log still verifies.
CREATE TABLE payloads (
    authority text NOT NULL,
    position bigint NOT NULL,
    body bytea NOT NULL,
    salt bytea NOT NULL,
    PRIMARY KEY (authority, position),
    FOREIGN KEY (authority, position) REFERENCES events
);

CREATE TABLE commands (
    authority text NOT NULL,
    command_id uuid NOT NULL,
    digest bytea NOT NULL,
    version integer NOT NULL,
    position bigint,
    PRIMARY KEY (authority, command_id)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: what is recorded stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payloads_stay BEFORE UPDATE OR TRUNCATE ON payloads
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER commands_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON commands
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
