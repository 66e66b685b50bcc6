-- Everything here can be done twice: the note that it was done is written in another transaction, and a connection that
-- breaks between the two must not leave tables that are in the way of the next attempt.

-- Who keeps the account. Each ledger that starts takes the next epoch; a save holds only in the epoch it was made in.
create table if not exists ledger.holder (
    only_one boolean primary key default true check (only_one),
    epoch    bigint      not null,
    name     text        not null,
    since    timestamptz not null,
    saved    timestamptz
);
insert into ledger.holder (epoch, name, since) values (0, 'nobody', now()) on conflict do nothing;

-- What sources say they have done: their last word, as it stands in the progress topic.
create table if not exists ledger.claim (
    run      text   not null,
    source   text   not null,
    topics   text[] not null,
    progress text   not null,
    primary key (run, source)
);

-- What was seen of a source. Sets of indices are in the project's own compact form.
create table if not exists ledger.source (
    run           text   not null,
    source        text   not null,
    dead_lettered bytea  not null,
    repeated      bigint not null,
    disordered    bigint not null,
    primary key (run, source)
);

create table if not exists ledger.lane (
    run       text     not null,
    source    text     not null,
    topic     text     not null,
    events    bigint   not null,
    delivered bytea    not null,
    highest   bigint[] not null,
    replaced  boolean  not null,
    primary key (run, source, topic)
);

-- The first of the events that were seen twice or out of order.
create table if not exists ledger.sighting (
    run         text   not null,
    source      text   not null,
    kind        text   not null check (kind in ('repeated', 'disordered')),
    number      int    not null,
    event_index bigint not null,
    topic       text   not null,
    partition   int    not null,
    "offset"    bigint not null,
    primary key (run, source, kind, number)
);

create table if not exists ledger.topic (
    topic           text primary key,
    foreign_records bigint not null,
    unreadable      bigint not null
);

create table if not exists ledger.unreadable (
    topic     text   not null,
    number    int    not null,
    partition int    not null,
    "offset"  bigint not null,
    reason    text   not null,
    primary key (topic, number)
);

-- Dead letters by the pipeline that put them aside; those of sources have an empty pipeline.
create table if not exists ledger.letter (
    topic    text   not null,
    pipeline text   not null,
    letters  bigint not null,
    primary key (topic, pipeline)
);

create table if not exists ledger.position (
    topic       text   not null,
    partition   int    not null,
    topic_id    text   not null,
    next_offset bigint not null,
    primary key (topic, partition)
);

create table if not exists ledger.gap (
    number      int         primary key,
    topic       text        not null,
    partition   int         not null,
    from_offset bigint      not null,
    to_offset   bigint      not null,
    cause       text        not null,
    found       timestamptz not null
);
