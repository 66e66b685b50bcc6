-- What sources have announced, by kind: how many indices, and of which of them what was announced is yet to be seen.
create table if not exists ledger.deviation (
    run     text   not null,
    source  text   not null,
    shard   int    not null,
    shards  int    not null,
    kind    text   not null,
    indices bigint not null,
    awaited bytea  not null,
    primary key (run, source, shard, shards, kind)
);

-- The indices of what was seen without having been announced, and records that could not be read and say which event they
-- stand for. The default is an empty set.
alter table ledger.source
    add column if not exists poisoned           bigint not null default 0,
    add column if not exists repeated_indices   bytea  not null default '\x010000',
    add column if not exists disordered_indices bytea  not null default '\x010000',
    add column if not exists poisoned_indices   bytea  not null default '\x010000';

alter table ledger.sighting drop constraint if exists sighting_kind_check;
alter table ledger.sighting add constraint sighting_kind_check check (kind in ('repeated', 'disordered', 'poisoned'));

comment on column ledger.lane.delivered is 'indices that were seen, or announced as left out';
comment on column ledger.lane.events is 'how many indices delivered holds';
