-- How much of its rate each sender has used, counted for all worker processes together. A sender is
-- a digest. Unlogged: what a crash empties is an allowance, and nobody needs it to be durable.
-- Half of each page is left free, so that an update touches no index.
CREATE UNLOGGED TABLE request_rates (
    authority text NOT NULL,
    sender bytea NOT NULL,
    used_until timestamptz NOT NULL,
    PRIMARY KEY (authority, sender)
) WITH (fillfactor = 50);

-- The generic cell rate algorithm: each request uses `every`, and `burst` may be used in advance.
-- Gives how long to wait before the next one is let in; nothing, where this one is.
CREATE FUNCTION use_rate(in_authority text, by_sender bytea, every interval, burst interval)
RETURNS interval LANGUAGE plpgsql AS $$
DECLARE
    most timestamptz := now() + burst - every;
    -- What is beyond this was not used: the clock was turned back.
    never timestamptz := now() + burst + interval '1 minute';
    until timestamptz;
BEGIN
    -- In here, because the statement is a transaction of its own.
    PERFORM set_config('llwybr.authority', in_authority, true);
    INSERT INTO request_rates AS known (authority, sender, used_until)
    VALUES (in_authority, by_sender, now() + every)
    ON CONFLICT (authority, sender) DO UPDATE
        SET used_until = every
            + CASE WHEN known.used_until BETWEEN now() AND never THEN known.used_until ELSE now() END
        WHERE known.used_until NOT BETWEEN most + interval '1 microsecond' AND never;
    IF FOUND THEN
        RETURN NULL;
    END IF;
    SELECT used_until INTO until FROM request_rates
    WHERE authority = in_authority AND sender = by_sender;
    RETURN until - most;
END $$;
