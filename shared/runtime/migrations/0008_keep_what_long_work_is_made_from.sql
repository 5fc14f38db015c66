-- By kind of stream: how many are new, and how many that were there have changed.
ALTER TABLE long_work ADD COLUMN kinds jsonb NOT NULL DEFAULT '{}';

-- What the latest work of a kind was made from, so that the next may come as a change of it.
CREATE TABLE long_work_sources (
    authority text NOT NULL,
    kind text NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (authority, kind)
);
