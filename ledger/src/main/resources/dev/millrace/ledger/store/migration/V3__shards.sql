-- A source may be split into shards, each with an account of its own; what was there before is the whole of its source.
-- Can be done twice, as all before it.
alter table ledger.claim
    add column if not exists shard  int not null default 0,
    add column if not exists shards int not null default 1,
    drop constraint if exists claim_pkey,
    add constraint claim_pkey primary key (run, source, shard, shards);
alter table ledger.source
    add column if not exists shard  int not null default 0,
    add column if not exists shards int not null default 1,
    drop constraint if exists source_pkey,
    add constraint source_pkey primary key (run, source, shard, shards);
alter table ledger.lane
    add column if not exists shard  int not null default 0,
    add column if not exists shards int not null default 1,
    drop constraint if exists lane_pkey,
    add constraint lane_pkey primary key (run, source, shard, shards, topic);
alter table ledger.sighting
    add column if not exists shard  int not null default 0,
    add column if not exists shards int not null default 1,
    drop constraint if exists sighting_pkey,
    add constraint sighting_pkey primary key (run, source, shard, shards, kind, number);
