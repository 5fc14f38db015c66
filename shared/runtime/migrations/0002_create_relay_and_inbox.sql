-- A relay owns an authority's topic under an epoch; the one that claimed last may mark. topic_id is
-- Kafka's: another one under the same name means that Kafka was wiped, and position starts anew.
CREATE TABLE relay_checkpoints (
    authority text PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0,
    epoch bigint NOT NULL DEFAULT 0,
    topic_id uuid
) WITH (fillfactor = 70);

-- What was consumed stays here, so a rebuild never depends on how long Kafka keeps it.
-- arrival is dense per authority: the order in which this service learned things.
CREATE TABLE inbox (
    authority text NOT NULL,
    arrival bigint NOT NULL,
    source text NOT NULL,
    position bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    stream_kind text NOT NULL,
    stream_id uuid NOT NULL,
    version integer NOT NULL,
    subject uuid NOT NULL,
    school uuid,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    correlation uuid NOT NULL,
    store_epoch uuid NOT NULL,
    hash bytea NOT NULL,
    body bytea,
    PRIMARY KEY (authority, arrival),
    UNIQUE (authority, source, position)
);
CREATE INDEX inbox_by_subject ON inbox (authority, subject, arrival);

CREATE TABLE inbox_heads (
    authority text PRIMARY KEY,
    arrival bigint NOT NULL
) WITH (fillfactor = 70);

-- next_offset is a hint where in Kafka's topic (the one of that id) to go on; position is the truth.
CREATE TABLE inbox_positions (
    authority text NOT NULL,
    source text NOT NULL,
    position bigint NOT NULL,
    next_offset bigint,
    topic_id uuid,
    PRIMARY KEY (authority, source)
) WITH (fillfactor = 70);

-- A subject whose message could not be handled: from this arrival on its messages wait.
CREATE TABLE halted_subjects (
    authority text NOT NULL,
    subject uuid NOT NULL,
    arrival bigint NOT NULL,
    reason text NOT NULL,
    halted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (authority, subject)
);

CREATE TRIGGER inbox_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON inbox
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
