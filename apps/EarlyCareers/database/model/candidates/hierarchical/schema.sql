-- The "hierarchical" prototype: spells at a school at the top, mentorships between two of them below, and induction and
-- training below the mentorship.
-- Tables, columns and indexes are the prototype's. Its keys are words; those that its authors made up by hand get a
-- number.

create table appropriate_bodies (id varchar(64) primary key);
create table delivery_partners (id varchar(64) primary key);
create table lead_providers (id varchar(64) primary key);
create table people (id varchar(64) primary key);
comment on table people is 'Teachers, as ECTs or as mentors; the name is the key.';
create table schools (id varchar(64) primary key);

create sequence tenureship_numbers;
create table tenureships (
    id          varchar(64) primary key default 'ten-' || nextval('tenureship_numbers'),
    person_id   varchar(64) not null references people,
    school_id   varchar(64) not null references schools,
    started_on  date not null,
    finished_on date
);
comment on table tenureships is 'From when to when somebody is at a school; it does not say in which role.';
create index tenureships_person_id on tenureships (person_id);
create index tenureships_school_id on tenureships (school_id);

create sequence mentorship_numbers;
create table mentorships (
    id          varchar(64) primary key default 'men-' || nextval('mentorship_numbers'),
    mentee_id   varchar(64) not null references tenureships,
    started_on  date not null,
    finished_on date,
    mentor_id   varchar(64) references tenureships
);
comment on table mentorships is 'From when to when one spell at a school mentors another.';
comment on column mentorships.mentor_id is
    'Null: nobody; induction and training without a mentor have to hang somewhere.';
create index mentorships_mentee_id on mentorships (mentee_id);
create index mentorships_mentor_id on mentorships (mentor_id);

create sequence induction_period_numbers;
create table induction_periods (
    id                  varchar(64) primary key default 'ip-' || nextval('induction_period_numbers'),
    mentorship_id       varchar(64) references mentorships,
    appropriate_body_id varchar(64) references appropriate_bodies,
    started_on          date not null,
    finished_on         date
);
comment on table induction_periods is 'A stretch with one appropriate body under one mentorship.';
create index induction_periods_mentorship_id on induction_periods (mentorship_id);
create index induction_periods_appropriate_body_id on induction_periods (appropriate_body_id);

create sequence training_period_numbers;
create table training_periods (
    id                  varchar(64) primary key default 'tp-' || nextval('training_period_numbers'),
    mentorship_id       varchar(64) references mentorships,
    started_on          date not null,
    finished_on         date,
    lead_provider_id    varchar(64) references lead_providers,
    delivery_partner_id varchar(64) references delivery_partners
);
comment on table training_periods is 'A stretch with one lead provider and delivery partner under one mentorship.';
create index training_periods_lead_provider_id on training_periods (lead_provider_id);
create index training_periods_delivery_partner_id on training_periods (delivery_partner_id);
create index training_periods_mentorship_id on training_periods (mentorship_id);
