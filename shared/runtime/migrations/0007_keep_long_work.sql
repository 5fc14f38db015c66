-- Work that is many commands: all of it is put down before any is carried out, a part at a time.
-- claimed_until: until then somebody is at it; whoever comes later goes on from what is done.
CREATE TABLE long_work (
    authority text NOT NULL,
    work_id uuid NOT NULL,
    kind text NOT NULL,
    digest bytea NOT NULL,
    actor text NOT NULL,
    correlation uuid NOT NULL,
    begun_at timestamptz NOT NULL,
    finished_at timestamptz,
    claimed_until timestamptz NOT NULL,
    halted_because text,
    about jsonb NOT NULL,
    steps integer NOT NULL,
    done integer NOT NULL DEFAULT 0,
    changed integer NOT NULL DEFAULT 0,
    effect jsonb NOT NULL DEFAULT '{}',
    refused jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (authority, work_id)
);
CREATE INDEX long_work_by_kind ON long_work (authority, kind, begun_at, work_id);
-- One of a kind at a time: two rosters that go into each other would leave neither.
CREATE UNIQUE INDEX long_work_under_way ON long_work (authority, kind) WHERE finished_at IS NULL;

-- A step is a command; it is taken away once it is carried out.
CREATE TABLE long_work_steps (
    authority text NOT NULL,
    work_id uuid NOT NULL,
    step integer NOT NULL,
    stream_kind text NOT NULL,
    stream_id uuid NOT NULL,
    subject uuid,
    of_school uuid,
    command text NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (authority, work_id, step)
);
