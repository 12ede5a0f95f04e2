-- What people manage: keys of the API, institutions and the numbers they officially use.
-- Runs on H2 (PostgreSQL mode) and PostgreSQL alike; identifiers are made by the service.

create table api_key (
    id varchar(40) primary key,
    name varchar(200) not null,
    -- What a person recognises the key by; the key itself is never stored.
    prefix varchar(24) not null,
    -- HMAC-SHA-256 of the key under the server's secret, in hexadecimal.
    hash varchar(64) not null unique,
    scopes varchar(200) not null,
    trusted boolean not null,
    disabled boolean not null,
    created_at timestamp(3) with time zone not null,
    expires_at timestamp(3) with time zone
);

create table institution (
    id varchar(40) primary key,
    -- As it calls itself, mostly in Chinese.
    name varchar(200) not null unique,
    name_en varchar(200),
    category varchar(40),
    created_at timestamp(3) with time zone not null
);

create table registry_entry (
    id varchar(40) primary key,
    institution_id varchar(40) not null references institution (id),
    -- Canonical form of the number.
    number_key varchar(64) not null,
    role varchar(20) not null,
    -- What the number is for, in the source's words.
    label varchar(200),
    source varchar(200) not null,
    created_at timestamp(3) with time zone not null,
    unique (number_key, role, institution_id)
);
create index registry_entry_institution on registry_entry (institution_id);

-- Who changed what and when; rows are only ever added.
create table registry_history (
    id varchar(40) primary key,
    entry_id varchar(40) not null,
    action varchar(20) not null,
    number_key varchar(64) not null,
    role varchar(20) not null,
    institution_id varchar(40) not null,
    source varchar(200) not null,
    changed_by varchar(40) not null,
    changed_at timestamp(3) with time zone not null
);
create index registry_history_entry on registry_history (entry_id);
create index registry_history_at on registry_history (changed_at);

-- One counter for each table that replicas hold in memory; raised in the transaction that changes the table.
create table snapshot_version (
    name varchar(40) primary key,
    version bigint not null
);
insert into snapshot_version (name, version) values ('api_key', 0);
insert into snapshot_version (name, version) values ('registry', 0);

-- Facts about this deployment: which bundled data it holds.
create table deployment_fact (
    name varchar(40) primary key,
    fact varchar(200) not null
);
