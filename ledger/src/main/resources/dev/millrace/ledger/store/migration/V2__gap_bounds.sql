-- How many gaps were noticed before a source's last word, and how many of its first events may have lain in one of them.
alter table ledger.claim
    add column if not exists gaps_passed int    not null default 0,
    add column if not exists gaps_below  bigint not null default 0;
