-- How many gaps were noticed before a source's last word, and how many of its first events may have lain in one of them.
alter table ledger.claim
    add column gaps_passed int    not null default 0,
    add column gaps_below  bigint not null default 0;
