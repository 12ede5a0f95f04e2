-- Disputes by those who hold a number. Who they are is not kept: a token, of which only a keyed hash is stored, lets them
-- come back.
create table dispute (
    id varchar(40) primary key,
    number_key varchar(80) not null,
    number_kind smallint not null,
    reason varchar(20) not null,
    statement varchar(2000) not null,
    token_hash varchar(64) not null,
    opened_by varchar(100) not null,
    state varchar(12) not null,
    proof_method varchar(20) not null,
    proven boolean not null,
    proven_by varchar(40),
    opened_at timestamp(3) with time zone not null,
    due_at timestamp(3) with time zone not null,
    decided_at timestamp(3) with time zone,
    decided_by varchar(40),
    -- For the holder, and for the public record.
    decision varchar(500),
    public_note varchar(500),
    overruled integer
);
create index dispute_number on dispute (number_key, state);
create index dispute_state on dispute (state, opened_at);
create index dispute_opener on dispute (opened_by, opened_at);

insert into snapshot_version (name, version) values ('dispute', 0);
