-- What the registry knows of an institution besides its name.
alter table institution add column kind varchar(20);
-- Other names it goes by, one a line.
alter table institution add column aliases varchar(1000);
-- The number to call back, canonical form.
alter table institution add column hotline varchar(80);
-- Whether it calls, or texts, from no other numbers than the listed ones.
alter table institution add column complete_calls boolean default false not null;
alter table institution add column complete_texts boolean default false not null;
-- When the list was last confirmed as up to date, and for how long that holds.
alter table institution add column confirmed_at timestamp(3) with time zone;
alter table institution add column stale_after_days integer;

-- Besides numbers: ranges, gateway bases, signatures of texts, staff ids (keyed hashes) and commissions of agencies.
alter table registry_entry alter column number_key set data type varchar(80);
alter table registry_entry add column shape varchar(12) default 'number' not null;
alter table registry_entry add column agency_id varchar(40) references institution (id);
alter table registry_entry add column valid_from timestamp(3) with time zone;
alter table registry_entry add column valid_until timestamp(3) with time zone;
alter table registry_entry add column evidence varchar(500);
-- active, or pending until a second person approves.
alter table registry_entry add column state varchar(10) default 'active' not null;
alter table registry_entry add column proposed_by varchar(40) default 'bundled' not null;
alter table registry_entry add column approved_by varchar(40);
alter table registry_entry add column publisher_id varchar(40);
create index registry_entry_publisher on registry_entry (publisher_id);
create index registry_entry_state on registry_entry (state);

alter table registry_history alter column number_key set data type varchar(80);
alter table registry_history add column detail varchar(2000);
create index registry_history_institution on registry_history (institution_id, changed_at);

-- Keys by which an institution keeps its own entries.
create table registry_manager (
    key_id varchar(40) primary key,
    institution_id varchar(40) not null references institution (id),
    created_by varchar(40) not null,
    created_at timestamp(3) with time zone not null
);

-- Who publishes signed lists that this deployment follows.
create table registry_publisher (
    id varchar(40) primary key,
    name varchar(200) not null,
    -- Ed25519, base64.
    public_key varchar(64) not null unique,
    url varchar(500),
    -- The one institution it may speak for; null for any.
    institution_id varchar(40) references institution (id),
    serial bigint not null,
    entries integer not null,
    taken_at timestamp(3) with time zone,
    failure varchar(300),
    created_by varchar(40) not null,
    created_at timestamp(3) with time zone not null,
    approved_by varchar(40)
);
