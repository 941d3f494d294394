-- The early application prototype: spells at a school split into those of ECTs and those of mentors, an ECT's induction
-- under their time at the school, and their training under the induction.
-- Tables, columns, types and indexes are the prototype's, which left every rule to the application: its references have
-- indexes and no foreign keys, but for the two years on teachers. Names get an index, since everything is found by
-- name.

create table academic_years (
    id   bigint generated always as identity primary key,
    year integer not null
);
create index academic_years_year on academic_years (year);

create table appropriate_bodies (id bigint generated always as identity primary key, name varchar);
create index appropriate_bodies_name on appropriate_bodies (name);
create table delivery_partners (id bigint generated always as identity primary key, name varchar);
create index delivery_partners_name on delivery_partners (name);
create table lead_providers (id bigint generated always as identity primary key, name varchar);
create index lead_providers_name on lead_providers (name);
create table schools (id bigint generated always as identity primary key, name varchar);
create index schools_name on schools (name);

create table teachers (
    id                      bigint generated always as identity primary key,
    name                    varchar,
    ect_academic_year_id    bigint references academic_years,
    mentor_academic_year_id bigint references academic_years
);
comment on table teachers is 'One person, whichever roles they have.';
comment on column teachers.ect_academic_year_id is 'The year in which they began as an ECT.';
comment on column teachers.mentor_academic_year_id is 'The year in which they began as a mentor.';
create index teachers_name on teachers (name);

create table ect_at_school_periods (
    id          bigint generated always as identity primary key,
    school_id   bigint,
    teacher_id  bigint,
    started_on  date not null,
    finished_on date
);
comment on table ect_at_school_periods is 'From when to when somebody is at a school as an ECT.';
create index index_ect_at_school_periods_on_school_id on ect_at_school_periods (school_id);
create index index_ect_at_school_periods_on_teacher_id on ect_at_school_periods (teacher_id);

create table mentor_at_school_periods (
    id          bigint generated always as identity primary key,
    school_id   bigint,
    teacher_id  bigint,
    started_on  date not null,
    finished_on date
);
comment on table mentor_at_school_periods is 'From when to when somebody is at a school as a mentor.';
create index index_mentor_at_school_periods_on_school_id on mentor_at_school_periods (school_id);
create index index_mentor_at_school_periods_on_teacher_id on mentor_at_school_periods (teacher_id);

create table mentorship_periods (
    id                         bigint generated always as identity primary key,
    ect_at_school_period_id    bigint,
    mentor_at_school_period_id bigint,
    started_on                 date not null,
    finished_on                date
);
comment on table mentorship_periods is 'From when to when a mentor mentors an ECT.';
create index index_mentorship_periods_on_ect_at_school_period_id on mentorship_periods (ect_at_school_period_id);
create index index_mentorship_periods_on_mentor_at_school_period_id on mentorship_periods (mentor_at_school_period_id);

create table induction_periods (
    id                      bigint generated always as identity primary key,
    ect_at_school_period_id bigint,
    appropriate_body_id     bigint,
    started_on              date not null,
    finished_on             date
);
comment on table induction_periods is
    'From when to when an ECT is with an appropriate body, during one time at one school.';
comment on column induction_periods.appropriate_body_id is 'Null while an ECT is trained whom no body has claimed yet.';
create index index_induction_periods_on_appropriate_body_id on induction_periods (appropriate_body_id);
create index index_induction_periods_on_ect_at_school_period_id on induction_periods (ect_at_school_period_id);

create table provider_partnerships (
    id                  bigint generated always as identity primary key,
    academic_year_id    bigint,
    lead_provider_id    bigint,
    delivery_partner_id bigint
);
comment on table provider_partnerships is
    'A lead provider and a delivery partner work together in a year, at no school in particular.';
create index index_provider_partnerships_on_academic_year_id on provider_partnerships (academic_year_id);
create index index_provider_partnerships_on_delivery_partner_id on provider_partnerships (delivery_partner_id);
create index index_provider_partnerships_on_lead_provider_id on provider_partnerships (lead_provider_id);

create table training_periods (
    id                         bigint generated always as identity primary key,
    provider_partnership_id    bigint,
    induction_period_id        bigint,
    mentor_at_school_period_id bigint,
    started_on                 date not null,
    finished_on                date
);
comment on table training_periods is 'From when to when somebody is trained.';
comment on column training_periods.induction_period_id is 'An ECT''s training: under an induction period.';
comment on column training_periods.mentor_at_school_period_id is
    'A mentor''s training: under their time at the school.';
create index index_training_periods_on_induction_period_id on training_periods (induction_period_id);
create index index_training_periods_on_mentor_at_school_period_id on training_periods (mentor_at_school_period_id);
create index index_training_periods_on_provider_partnership_id on training_periods (provider_partnership_id);

create table declarations (
    id                 bigint generated always as identity primary key,
    training_period_id bigint,
    declaration_type   varchar
);
comment on table declarations is 'What a lead provider claims; neither dated nor in any state.';
create index index_declarations_on_training_period_id on declarations (training_period_id);

insert into academic_years (year) select generate_series(2021, 2026);
