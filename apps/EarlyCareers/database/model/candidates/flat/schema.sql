-- The "flat" prototype: a registration of somebody at a school, and under it the stretches of induction (mentor and
-- appropriate body in one row) and of training.
-- Tables, columns, types and indexes are the prototype's; the foreign keys that it left without an index have one.

create sequence school_numbers start 900000;

create table appropriate_bodies (id serial primary key, name varchar(64));
create index appropriate_body_name on appropriate_bodies (name);
create table delivery_partners (id serial primary key, name varchar(64));
create index delivery_partner_name on delivery_partners (name);
create table lead_providers (id serial primary key, name varchar(64));
create index lead_provider_name on lead_providers (name);

create table people (id serial primary key, name varchar(128));
comment on table people is 'Teachers, as ECTs or as mentors.';
create index people_name on people (name);

create table schools (
    id   integer primary key default nextval('school_numbers'),
    name varchar(256)
);
comment on column schools.id is 'The URN; a made-up number until it is known.';
create index school_name on schools (name);

create table registrations (
    id                serial primary key,
    person_id         integer references people,
    funding_school_id integer references schools,
    started_on        date not null,
    finished_on       date
);
comment on table registrations is
    'From when to when somebody is registered at a school; it does not say in which role.';
create index registrations_person_id on registrations (person_id);
create index registrations_funding_school_id on registrations (funding_school_id);

create table induction_periods (
    id                  serial primary key,
    mentor_id           integer references people,
    registration_id     integer references registrations,
    appropriate_body_id integer references appropriate_bodies,
    started_on          date not null,
    finished_on         date
);
comment on table induction_periods is
    'A stretch in which an ECT''s mentor and appropriate body stay the same; either is null while there is none.';
create index induction_periods_appropriate_body_id on induction_periods (appropriate_body_id);
create index induction_periods_registration_id on induction_periods (registration_id);
create index induction_periods_mentor_id on induction_periods (mentor_id);

create table training_periods (
    id                  serial primary key,
    started_on          date not null,
    finished_on         date,
    registration_id     integer references registrations,
    lead_provider_id    integer references lead_providers,
    delivery_partner_id integer references delivery_partners
);
comment on table training_periods is 'A stretch of training with a lead provider and a delivery partner.';
create index training_periods_lead_provider_id on training_periods (lead_provider_id);
create index training_periods_delivery_partner_id on training_periods (delivery_partner_id);
create index training_periods_registration_id on training_periods (registration_id);
