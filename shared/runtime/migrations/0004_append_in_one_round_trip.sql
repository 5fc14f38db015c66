-- An append that lost its race ends here, and with it its whole statement.
CREATE FUNCTION lost_race() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'others were faster' USING ERRCODE = 'serialization_failure';
END $$;

-- Both rows are inserted by one statement, and an event is never deleted: there is nothing to check.
-- Postgres checked it with a plan made when the table was empty, ever slower as the table grew.
ALTER TABLE payloads DROP CONSTRAINT payloads_authority_position_fkey;
