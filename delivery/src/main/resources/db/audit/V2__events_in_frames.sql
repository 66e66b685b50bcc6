-- A record may hold a frame of many events: each is a row of its own, told apart by its place in the frame, which is
-- part of the key. A record that holds one event has place 0, and so has everything that was written before.
--
-- Writers of the version before name no place, and go on writing 0 while instances are replaced one by one.

ALTER TABLE audit.events ADD COLUMN IF NOT EXISTS place integer NOT NULL DEFAULT 0;
ALTER TABLE audit.unreadable ADD COLUMN IF NOT EXISTS place integer NOT NULL DEFAULT 0;

ALTER TABLE audit.unreadable DROP CONSTRAINT IF EXISTS unreadable_pkey;
ALTER TABLE audit.unreadable ADD CONSTRAINT unreadable_pkey PRIMARY KEY (partition, "offset", place, topic, incarnation);

-- Gives a day's partition the key with the place in it, if it has the one of before.
CREATE OR REPLACE FUNCTION audit.key_by_place(leaf text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    key text := leaf || '_key';
BEGIN
    IF EXISTS (
        SELECT FROM pg_constraint c
        JOIN pg_class t ON t.oid = c.conrelid
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
        WHERE t.relname = leaf AND t.relnamespace = 'audit'::regnamespace AND c.contype = 'p' AND a.attname = 'place'
    ) THEN
        RETURN;
    END IF;
    EXECUTE format('ALTER TABLE audit.%I DROP CONSTRAINT IF EXISTS %I', leaf, key);
    EXECUTE format(
        'ALTER TABLE audit.%I ADD CONSTRAINT %I PRIMARY KEY (partition, "offset", place, topic, incarnation)', leaf, key);
END $$;

-- Whether a table is there is read from the catalogue rather than asked by name: what a name stands for is remembered, and
-- a session that waited for another to make the table may still remember that there was none.
--
-- As before, but for the place in the key; a day that was opened by a writer of the version before is given it.
CREATE OR REPLACE FUNCTION audit.open_day(day date) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    leaf text := 'events_' || to_char(day, 'YYYY_MM_DD');
BEGIN
    FOR attempt IN 1..2 LOOP
        IF EXISTS (
            SELECT FROM pg_inherits i JOIN pg_class t ON t.oid = i.inhrelid
            WHERE t.relname = leaf AND t.relnamespace = 'audit'::regnamespace
              AND i.inhparent = 'audit.events'::regclass
        ) THEN
            PERFORM audit.key_by_place(leaf);
            RETURN leaf;
        END IF;
        -- Two writers at midnight: the second waits here, and finds the partition when it looks again.
        PERFORM pg_advisory_xact_lock(hashtext('audit.open_day'));
    END LOOP;
    IF EXISTS (SELECT FROM pg_class WHERE relname = leaf AND relnamespace = 'audit'::regnamespace) THEN
        RAISE EXCEPTION 'audit.% was detached from audit.events, so the day cannot be written to', leaf
            USING HINT = 'Attach it again, or rename it.';
    END IF;
    EXECUTE format(
        'CREATE TABLE audit.%I (LIKE audit.events INCLUDING ALL EXCLUDING INDEXES,'
            || ' CONSTRAINT %I PRIMARY KEY (partition, "offset", place, topic, incarnation))',
        leaf, leaf || '_key');
    -- Attached rather than made as a partition: that does not make readers wait.
    EXECUTE format(
        'ALTER TABLE audit.events ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)',
        leaf, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
    RETURN leaf;
END $$;

-- The days that may still be written to get their key now, where no writer waits for an answer. Older ones are closed:
-- they keep the key they have.
DO $$
DECLARE
    leaf text;
BEGIN
    FOR leaf IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'audit.events'::regclass
          AND c.relname ~ '^events_\d{4}_\d{2}_\d{2}$'
          AND to_date(substr(c.relname, 8), 'YYYY_MM_DD') >= (now() AT TIME ZONE 'UTC')::date - 1
    LOOP
        PERFORM audit.key_by_place(leaf);
    END LOOP;
END $$;

CREATE OR REPLACE VIEW audit.readable_events AS
SELECT topic, partition, "offset", id, source, type, time, key, correlation_id, traceparent, run, index, extensions,
       audit.as_text(data) AS data, kafka_time, recorded, incarnation, place
FROM audit.events;
