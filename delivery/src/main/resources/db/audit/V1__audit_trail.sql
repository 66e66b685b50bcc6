-- The audit trail: a copy of the committed events of the audited topics, each exactly once.
--
-- What is never changed: rows are only added, and a day's partition is closed when the day (in UTC) is over.
--
-- Everything here can be done twice: the note that it was done is written in another transaction, and a connection that
-- breaks between the two must not leave tables that are in the way of the next attempt.

-- How far each partition has been copied. The copying transaction moves next_offset together with the rows it adds,
-- and only from the value it read: of two writers that think they own a partition, one finds the offset moved and
-- gives up its batch.
CREATE TABLE IF NOT EXISTS audit.offsets (
    topic        text COLLATE "C" NOT NULL,
    partition    integer          NOT NULL,
    -- Kafka's id of the topic; another one under the same name is another topic.
    topic_id     uuid             NOT NULL,
    -- How often the log has begun anew under this name (topic made again, log truncated): offsets repeat then.
    incarnation  smallint         NOT NULL,
    -- Where the copy of this incarnation begins.
    first_offset bigint           NOT NULL,
    next_offset  bigint           NOT NULL,
    leader_epoch integer,
    -- Of all incarnations.
    rows         bigint           NOT NULL DEFAULT 0,
    unreadable   bigint           NOT NULL DEFAULT 0,
    updated      timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, partition),
    CHECK (first_offset >= 0 AND next_offset >= first_offset AND rows >= 0 AND unreadable >= 0)
) WITH (fillfactor = 50);

CREATE OR REPLACE FUNCTION audit.keep_offsets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
        RAISE EXCEPTION 'audit.offsets must not be emptied: records already copied would be copied again'
            USING HINT = 'To begin the audit trail anew, drop the schema audit as a whole.';
    END IF;
    IF (NEW.incarnation, NEW.next_offset) < (OLD.incarnation, OLD.next_offset) THEN
        RAISE EXCEPTION 'audit.offsets only moves forward: % partition % is at %, was to become %',
            OLD.topic, OLD.partition, OLD.next_offset, NEW.next_offset;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER keep_offsets BEFORE UPDATE OR DELETE ON audit.offsets
    FOR EACH ROW EXECUTE FUNCTION audit.keep_offsets();
CREATE OR REPLACE TRIGGER keep_offsets_whole BEFORE TRUNCATE ON audit.offsets
    FOR EACH STATEMENT EXECUTE FUNCTION audit.keep_offsets();

-- The events. Partitioned by the day they were recorded, not by the day they tell of: a late event or a backfill
-- never reopens a day that was closed, archived or dropped, no event can make partitions by claiming a wild time,
-- and "kept for N days" counts from when the event was seen.
--
-- data is bytea: the bytes as they came. jsonb would refuse \u0000 and change the bytes, text would refuse bytes that
-- are not quite UTF-8. audit.readable_events shows them as text.
CREATE TABLE IF NOT EXISTS audit.events (
    "offset"       bigint           NOT NULL,
    -- When it happened, as the event says.
    time           timestamptz      NOT NULL,
    -- The timestamp of Kafka's record.
    kafka_time     timestamptz      NOT NULL,
    -- When the batch that copied it was begun.
    recorded       timestamptz      NOT NULL,
    index          bigint,
    partition      integer          NOT NULL,
    incarnation    smallint         NOT NULL,
    topic          text COLLATE "C" NOT NULL,
    id             text COLLATE "C" NOT NULL,
    source         text COLLATE "C" NOT NULL,
    type           text COLLATE "C" NOT NULL,
    key            text COLLATE "C",
    correlation_id text COLLATE "C" NOT NULL,
    traceparent    text COLLATE "C",
    run            text COLLATE "C",
    extensions     jsonb,
    data           bytea            NOT NULL
) PARTITION BY RANGE (recorded);

-- Hash indexes take values of any length and cost the least of the exact ones. An event that begins a story is its
-- own correlation id, so the index by id holds only the others.
CREATE INDEX IF NOT EXISTS events_by_correlation ON audit.events USING hash (correlation_id);
CREATE INDEX IF NOT EXISTS events_by_id ON audit.events USING hash (id) WHERE id <> correlation_id;
CREATE INDEX IF NOT EXISTS events_by_time ON audit.events USING brin (time) WITH (autosummarize = on);

-- Makes the partition of a day, if it is not there, and says its name.
--
-- The primary key is the partition's own, so that the day need not be part of it. The numbers come first in it,
-- because they are compared first and are cheaper to compare than names.
CREATE OR REPLACE FUNCTION audit.open_day(day date) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    leaf text := 'events_' || to_char(day, 'YYYY_MM_DD');
BEGIN
    FOR attempt IN 1..2 LOOP
        IF EXISTS (
            SELECT FROM pg_inherits
            WHERE inhrelid = to_regclass(format('audit.%I', leaf)) AND inhparent = 'audit.events'::regclass
        ) THEN
            RETURN leaf;
        END IF;
        -- Two writers at midnight: the second waits here, and finds the partition when it looks again.
        PERFORM pg_advisory_xact_lock(hashtext('audit.open_day'));
    END LOOP;
    IF to_regclass(format('audit.%I', leaf)) IS NOT NULL THEN
        RAISE EXCEPTION 'audit.% was detached from audit.events, so the day cannot be written to', leaf
            USING HINT = 'Attach it again, or rename it.';
    END IF;
    EXECUTE format(
        'CREATE TABLE audit.%I (LIKE audit.events INCLUDING ALL EXCLUDING INDEXES,'
            || ' CONSTRAINT %I PRIMARY KEY (partition, "offset", topic, incarnation))',
        leaf, leaf || '_key');
    -- Attached rather than made as a partition: that does not make readers wait.
    EXECUTE format(
        'ALTER TABLE audit.events ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)',
        leaf, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
    RETURN leaf;
END $$;

-- Records of the audited topics that are no events, as they are: nothing is dropped.
CREATE TABLE IF NOT EXISTS audit.unreadable (
    topic       text COLLATE "C" NOT NULL,
    incarnation smallint         NOT NULL,
    partition   integer          NOT NULL,
    "offset"    bigint           NOT NULL,
    kafka_time  timestamptz      NOT NULL,
    recorded    timestamptz      NOT NULL,
    reason      text             NOT NULL,
    key         bytea,
    -- Null for a tombstone.
    value       bytea,
    -- [["name", "value in base64"], ...]; json rather than jsonb, which refuses \u0000.
    headers     json             NOT NULL,
    PRIMARY KEY (partition, "offset", topic, incarnation)
);

-- Records that were gone from Kafka before they could be copied.
CREATE TABLE IF NOT EXISTS audit.gaps (
    id          bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text COLLATE "C" NOT NULL,
    incarnation smallint         NOT NULL,
    partition   integer          NOT NULL,
    from_offset bigint           NOT NULL,
    -- The first offset after the gap; null where Kafka no longer knows where the old log ended.
    to_offset   bigint,
    reason      text             NOT NULL,
    detected    timestamptz      NOT NULL DEFAULT now()
);

CREATE OR REPLACE FUNCTION audit.as_text(bytes bytea) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN convert_from(bytes, 'UTF8');
EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
    RETURN encode(bytes, 'escape');
END $$;

CREATE OR REPLACE VIEW audit.readable_events AS
SELECT topic, partition, "offset", id, source, type, time, key, correlation_id, traceparent, run, index, extensions,
       audit.as_text(data) AS data, kafka_time, recorded, incarnation
FROM audit.events;
