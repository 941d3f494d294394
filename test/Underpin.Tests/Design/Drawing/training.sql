create extension if not exists btree_gist;

create table schools (
    id bigint generated always as identity primary key,
    urn integer not null unique,
    name text not null,
    closed_on date
);
comment on table schools is 'A school in England, as the national register of schools knows it.';
comment on column schools.urn is 'Unique reference number: six digits, never used again.';

create table teachers (
    id bigint generated always as identity primary key,
    trn text unique check (trn ~ '^\d{7}$'),
    name text not null,
    merged_into_id bigint references teachers
);
comment on table teachers is 'A person who was, is or will be trained, or trains others.';

create table contract_periods (
    year smallint primary key,
    started_on date not null,
    finished_on date not null,
    check (started_on <= finished_on)
);
comment on table contract_periods is 'A year of contracts, which begins in June.';

create table lead_providers (id bigint generated always as identity primary key, name text not null unique);
create table delivery_partners (id bigint generated always as identity primary key, name text not null unique);

create table lead_provider_contracts (
    lead_provider_id bigint not null references lead_providers,
    year smallint not null references contract_periods,
    primary key (lead_provider_id, year)
);

create table partnerships (
    id bigint generated always as identity primary key,
    lead_provider_id bigint not null,
    year smallint not null,
    delivery_partner_id bigint not null references delivery_partners,
    school_id bigint not null references schools,
    foreign key (lead_provider_id, year) references lead_provider_contracts,
    unique (lead_provider_id, year, delivery_partner_id, school_id)
);
comment on table partnerships is
    'A lead provider and a delivery partner train the teachers of a school, for one year of contracts; '
    'schools may have several at once, and teachers keep theirs when the school makes a new one.';

create table ect_at_school_periods (
    id bigint generated always as identity primary key,
    teacher_id bigint not null references teachers,
    school_id bigint not null references schools,
    started_on date not null,
    finished_on date,
    working_pattern text check (working_pattern in ('full_time', 'part_time')),
    check (started_on <= finished_on),
    exclude using gist (teacher_id with =, daterange(started_on, finished_on, '[]') with &&)
);
comment on table ect_at_school_periods is 'An early career teacher is on the staff of a school.';

create table mentor_at_school_periods (
    id bigint generated always as identity primary key,
    teacher_id bigint not null references teachers,
    school_id bigint not null references schools,
    started_on date not null,
    finished_on date,
    exclude using gist (teacher_id with =, school_id with =, daterange(started_on, finished_on, '[]') with &&)
);
comment on table mentor_at_school_periods is 'A mentor is on the staff of a school.';

create table mentorship_periods (
    id bigint generated always as identity primary key,
    ect_at_school_period_id bigint not null references ect_at_school_periods,
    mentor_at_school_period_id bigint not null references mentor_at_school_periods,
    started_on date not null,
    finished_on date
);

create table schedules (
    id bigint generated always as identity primary key,
    year smallint not null references contract_periods,
    identifier text not null,
    unique (year, identifier)
);

create table training_periods (
    id bigint generated always as identity primary key,
    ect_at_school_period_id bigint references ect_at_school_periods,
    mentor_at_school_period_id bigint references mentor_at_school_periods,
    partnership_id bigint references partnerships,
    schedule_id bigint references schedules,
    started_on date not null,
    finished_on date,
    withdrawn_at timestamp with time zone,
    withdrawal_reason text,
    deferred_at timestamp with time zone,
    deferral_reason text,
    check (num_nonnulls(ect_at_school_period_id, mentor_at_school_period_id) = 1)
);
comment on table training_periods is 'An early career teacher or a mentor is trained, by a provider or by the school.';
comment on column training_periods.withdrawn_at is
    'When the provider said so, <not> when it took effect & "why" is the reason.';

create table declarations (
    id bigint generated always as identity primary key,
    training_period_id bigint not null references training_periods,
    mentorship_period_id bigint references mentorship_periods,
    declared_on date not null,
    type text not null,
    replaced_by_id bigint references declarations,
    unique (training_period_id, type)
);

create table appropriate_bodies (id bigint generated always as identity primary key, name text not null unique);

create table induction_periods (
    id bigint generated always as identity primary key,
    teacher_id bigint not null references teachers,
    appropriate_body_id bigint not null references appropriate_bodies,
    started_on date not null,
    finished_on date,
    number_of_terms numeric(4, 1),
    outcome text,
    exclude using gist (teacher_id with =, daterange(started_on, finished_on, '[]') with &&)
);

create table induction_extensions (
    induction_period_id bigint primary key references induction_periods,
    number_of_terms numeric(4, 1) not null
);

create table audits ("when" timestamptz not null default now(), "What <happened>" jsonb not null);
create view current_mentors as select teacher_id, school_id from mentor_at_school_periods where finished_on is null;

create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
create trigger declarations_are_kept before delete on declarations for each row execute function refuse();
