-- Keys: a replaced key stays accepted for a while, and a key may have quotas of its own.
alter table api_key add column previous_hash varchar(64);
alter table api_key add column previous_expires_at timestamp(3) with time zone;
alter table api_key add column lookups_per_minute bigint;
alter table api_key add column reports_per_minute bigint;
