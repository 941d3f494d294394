-- The first service's model: one append-only table of versions at the centre, as it was in production.
-- What has no bearing on the vocabulary (contact details, uplifts, notes, audit) is left out. The nine plain indexes of
-- the central table are its own; there was no unique index, no check and no exclusion on it.

create table users (
    id         uuid primary key default gen_random_uuid(),
    full_name  text not null,
    created_at timestamp not null,
    updated_at timestamp not null
);
comment on table users is 'Whoever may sign in or take part; one of the four places that describe a person.';
create index users_full_name on users (full_name);

create table participant_identities (
    id      uuid primary key default gen_random_uuid(),
    user_id uuid not null references users,
    email   text not null unique
);
comment on table participant_identities is 'The e-mail addresses of a user. An address is one user''s for ever.';
create index participant_identities_user_id on participant_identities (user_id);

create table participant_id_changes (
    id      uuid primary key default gen_random_uuid(),
    from_id uuid not null references users,
    to_id   uuid not null references users
);
comment on table participant_id_changes is 'Two users were one person after all; lead providers learn it from here.';

create table teacher_profiles (
    id      uuid primary key default gen_random_uuid(),
    user_id uuid not null unique references users,
    trn     text
);
comment on table teacher_profiles is 'The teacher behind a user.';
comment on column teacher_profiles.trn is 'The teacher reference number. Indexed, not unique.';
create index teacher_profiles_trn on teacher_profiles (trn);

create table cohorts (
    id                       uuid primary key default gen_random_uuid(),
    start_year               integer not null unique,
    academic_year_start_date date not null,
    payments_frozen_at       timestamp
);
comment on table cohorts is 'The year under whose contracts a participant is paid for.';

create table schedules (
    id                  uuid primary key default gen_random_uuid(),
    cohort_id           uuid not null references cohorts,
    schedule_identifier text not null
);
comment on table schedules is 'When declarations are due; stores the cohort once more.';
create index schedules_cohort_id on schedules (cohort_id);

create table schools (
    id   uuid primary key default gen_random_uuid(),
    name text not null,
    urn  integer unique
);
create index schools_name on schools (name);

create table lead_providers (id uuid primary key default gen_random_uuid(), name text not null unique);
create table delivery_partners (id uuid primary key default gen_random_uuid(), name text not null unique);
create table appropriate_bodies (id uuid primary key default gen_random_uuid(), name text not null unique);

create table partnerships (
    id                  uuid primary key default gen_random_uuid(),
    school_id           uuid not null references schools,
    lead_provider_id    uuid not null references lead_providers,
    delivery_partner_id uuid references delivery_partners,
    cohort_id           uuid not null references cohorts,
    challenged_at       timestamp,
    challenge_reason    text,
    unique (school_id, lead_provider_id, delivery_partner_id, cohort_id)
);
comment on table partnerships is 'A lead provider and a delivery partner train at a school for a cohort.';
comment on column partnerships.challenged_at is
    'The school disputes it; the lead provider no longer sees its people through it.';
create index partnerships_lead_provider_id on partnerships (lead_provider_id);
create index partnerships_cohort_id on partnerships (cohort_id);

create table school_cohorts (
    id                           uuid primary key default gen_random_uuid(),
    school_id                    uuid not null references schools,
    cohort_id                    uuid not null references cohorts,
    induction_programme_choice   text not null,
    default_induction_programme_id uuid,
    unique (school_id, cohort_id)
);
comment on table school_cohorts is 'A school''s choices for the teachers who start in one year.';
create index school_cohorts_cohort_id on school_cohorts (cohort_id);

create table induction_programmes (
    id                 uuid primary key default gen_random_uuid(),
    school_cohort_id   uuid not null references school_cohorts,
    partnership_id     uuid references partnerships,
    training_programme text not null
);
comment on table induction_programmes is
    'How a school trains: full (with a partnership, or with one to be confirmed), core, or its own design.';
create index induction_programmes_school_cohort_id on induction_programmes (school_cohort_id);
create index induction_programmes_partnership_id on induction_programmes (partnership_id);
alter table school_cohorts
    add foreign key (default_induction_programme_id) references induction_programmes;

create table participant_profiles (
    id                        uuid primary key default gen_random_uuid(),
    type                      text not null,
    teacher_profile_id        uuid not null references teacher_profiles,
    status                    text not null default 'active',
    training_status           text not null default 'active',
    mentor_profile_id         uuid references participant_profiles,
    induction_start_date      date,
    induction_completion_date date,
    mentor_completion_date    date,
    mentor_completion_reason  text,
    created_at                timestamp not null,
    updated_at                timestamp not null
);
comment on table participant_profiles is
    'One role of one teacher: ParticipantProfile::ECT or ParticipantProfile::Mentor.';
comment on column participant_profiles.training_status is 'A copy of what the newest induction record says.';
comment on column participant_profiles.mentor_profile_id is 'A copy of what the newest induction record says.';
create index participant_profiles_teacher_profile_id on participant_profiles (teacher_profile_id);
create index participant_profiles_mentor_profile_id on participant_profiles (mentor_profile_id);

create table participant_profile_states (
    id                     uuid primary key default gen_random_uuid(),
    participant_profile_id uuid not null references participant_profiles,
    lead_provider_id       uuid references lead_providers,
    state                  text not null default 'active',
    reason                 text,
    created_at             timestamp not null
);
comment on table participant_profile_states is
    'Append-only: active, deferred or withdrawn. The only place that knows the reason, and not the day it holds from.';
create index participant_profile_states_profile_id on participant_profile_states (participant_profile_id);

create table school_mentors (
    id                     uuid primary key default gen_random_uuid(),
    participant_profile_id uuid not null references participant_profiles,
    school_id              uuid not null references schools,
    remove_from_school_on  date,
    unique (participant_profile_id, school_id)
);
comment on table school_mentors is 'The pool of mentors at a school: who may be chosen there. Without a first day.';
create index school_mentors_school_id on school_mentors (school_id);

create table induction_records (
    id                     uuid primary key default gen_random_uuid(),
    induction_programme_id uuid      not null references induction_programmes,
    participant_profile_id uuid      not null references participant_profiles,
    schedule_id            uuid      not null references schedules,
    start_date             timestamp not null,
    end_date               timestamp,
    training_status        text      not null default 'active',
    induction_status       text      not null default 'active',
    mentor_profile_id      uuid references participant_profiles,
    preferred_identity_id  uuid references participant_identities,
    appropriate_body_id    uuid references appropriate_bodies,
    school_transfer        boolean   not null default false,
    created_at             timestamp not null,
    updated_at             timestamp not null
);
comment on table induction_records is
    'A version of all that is known of one role of one teacher. To change anything: copy the row, close the old one.';
comment on column induction_records.induction_programme_id is
    'Leads to the school, the cohort, the lead provider and the delivery partner; none of them is on the row.';
comment on column induction_records.schedule_id is 'Carries a cohort of its own, which may disagree.';
comment on column induction_records.start_date is 'When this version begins; not when anything in it began.';
comment on column induction_records.end_date is 'When the next version begins, or the person leaves; null is open.';
comment on column induction_records.training_status is 'The lead provider''s view: active, deferred, withdrawn.';
comment on column induction_records.induction_status is
    'The school''s view: active, changed (superseded), leaving, withdrawn, completed.';
comment on column induction_records.mentor_profile_id is 'The mentor during this version.';
comment on column induction_records.appropriate_body_id is 'The appropriate body that the school has named.';
comment on column induction_records.school_transfer is
    'Opened by a transfer; on a leaving row: the old school said so.';
create index induction_records_induction_programme_id on induction_records (induction_programme_id);
create index induction_records_participant_profile_id on induction_records (participant_profile_id);
create index induction_records_schedule_id on induction_records (schedule_id);
create index induction_records_mentor_profile_id on induction_records (mentor_profile_id);
create index induction_records_preferred_identity_id on induction_records (preferred_identity_id);
create index induction_records_appropriate_body_id on induction_records (appropriate_body_id);
create index induction_records_start_date on induction_records (start_date);
create index induction_records_end_date on induction_records (end_date);
create index induction_records_created_at on induction_records (created_at);

create table participant_declarations (
    id                     uuid primary key default gen_random_uuid(),
    participant_profile_id uuid not null references participant_profiles,
    lead_provider_id       uuid not null references lead_providers,
    delivery_partner_id    uuid references delivery_partners,
    declaration_type       text not null,
    declaration_date       timestamp not null,
    state                  text not null default 'submitted',
    created_at             timestamp not null,
    updated_at             timestamp not null
);
comment on table participant_declarations is 'What a lead provider claims to be paid for.';
comment on column participant_declarations.delivery_partner_id is 'As it was on the day of the claim.';
create index participant_declarations_profile_id on participant_declarations (participant_profile_id);
create unique index participant_declarations_live
    on participant_declarations (lead_provider_id, participant_profile_id, declaration_type)
    where state in ('submitted', 'eligible', 'payable', 'paid');

-- What the service always had: six cohorts, and each one's schedules.
insert into cohorts (start_year, academic_year_start_date)
select year, make_date(year, 6, 1) from generate_series(2021, 2026) as year;
insert into schedules (cohort_id, schedule_identifier)
select c.id, kind || '-' || month
from cohorts c,
    unnest(array['standard', 'extended', 'reduced', 'replacement']) as kind,
    unnest(array['september', 'january', 'april']) as month;

-- The service's own objects (classes in its code), as functions; plpgsql, which keeps their plans.

create function profile_of(person text, role text) returns uuid
language plpgsql stable cost 1000
as $$
begin
    return (
        select id
        from participant_profiles
        where type = case role when 'ect' then 'ParticipantProfile::ECT' else 'ParticipantProfile::Mentor' end
        and teacher_profile_id = (
            select id from teacher_profiles where user_id = (select id from users where full_name = person limit 1)
        )
        order by created_at
        limit 1
    );
end
$$;
comment on function profile_of is 'The profile of somebody in a role; null where there is none.';

create function teacher(person text, now timestamp) returns uuid
language plpgsql
as $$
declare
    teacher uuid := (
        select tp.id from users u join teacher_profiles tp on tp.user_id = u.id where u.full_name = person limit 1);
begin
    if teacher is null then
        with added as (
            insert into users (full_name, created_at, updated_at) values (person, now, now) returning id
        )
        insert into teacher_profiles (user_id) select id from added returning id into teacher;
    end if;
    return teacher;
end
$$;
comment on function teacher is 'The teacher of that name, made with a user if need be.';

create function register(person text, role text, now timestamp) returns uuid
language plpgsql
as $$
declare
    profile uuid := profile_of(person, role);
begin
    if profile is null then
        insert into participant_profiles (type, teacher_profile_id, created_at, updated_at)
        values (
            case role when 'ect' then 'ParticipantProfile::ECT' else 'ParticipantProfile::Mentor' end,
            teacher(person, now), now, now)
        returning id into profile;
    end if;
    return profile;
end
$$;
comment on function register is 'The profile of somebody in a role, made with all that it hangs on if need be.';

create function programme(in_school text, year integer, training text, through uuid default null) returns uuid
language plpgsql
as $$
declare
    at_school uuid;
    in_cohort uuid;
    of_school uuid;
    found_one uuid;
begin
    select id into at_school from schools where name = in_school;
    if at_school is null then
        insert into schools (name) values (in_school) returning id into at_school;
    end if;
    select id into in_cohort from cohorts
    where start_year = least(greatest(year, 2021), (select max(start_year) from cohorts));
    insert into school_cohorts (school_id, cohort_id, induction_programme_choice)
    values (at_school, in_cohort, training)
    on conflict do nothing;
    select id into of_school from school_cohorts where school_id = at_school and cohort_id = in_cohort;
    select id into found_one from induction_programmes
    where school_cohort_id = of_school and training_programme = training
    and partnership_id is not distinct from through;
    if found_one is null then
        insert into induction_programmes (school_cohort_id, partnership_id, training_programme)
        values (of_school, through, training)
        returning id into found_one;
        update school_cohorts set default_induction_programme_id = found_one
        where id = of_school and default_induction_programme_id is null;
    end if;
    return found_one;
end
$$;
comment on function programme is 'A school''s programme in a cohort; without a partnership it is yet to be confirmed.';

create function cohort_year(on_day date) returns integer
language sql immutable
as $$
    select extract(year from on_day - interval '5 months')::integer
$$;
comment on function cohort_year is 'The year whose June to May a day falls in.';

create function default_schedule(year integer) returns uuid
language plpgsql stable cost 1000
as $$
begin
    return (
        select s.id from schedules s join cohorts c on c.id = s.cohort_id
        where s.schedule_identifier = 'standard-september' and c.start_year <= greatest(year, 2021)
        order by c.start_year desc
        limit 1
    );
end
$$;
comment on function default_schedule is 'What a record gets before anybody has chosen.';

create function school_of_programme(programme uuid) returns uuid
language plpgsql stable cost 1000
as $$
begin
    return (
        select sc.school_id from induction_programmes p join school_cohorts sc on sc.id = p.school_cohort_id
        where p.id = programme
    );
end
$$;

create function copy_record(record uuid, at timestamp, now timestamp) returns void
language plpgsql
as $$
begin
    insert into induction_records (
        induction_programme_id, participant_profile_id, schedule_id, start_date, end_date, training_status,
        induction_status, mentor_profile_id, preferred_identity_id, appropriate_body_id, school_transfer, created_at,
        updated_at)
    select
        induction_programme_id, participant_profile_id, schedule_id, at, end_date, training_status, induction_status,
        mentor_profile_id, preferred_identity_id, appropriate_body_id, school_transfer and end_date is not null, now,
        now
    from induction_records
    where id = record and start_date < at;
    update induction_records
    set end_date = at, induction_status = 'changed', school_transfer = school_transfer and end_date is null,
        updated_at = now
    where id = record and start_date < at;
end
$$;
comment on function copy_record is
    'The central operation: copy the row, close the old one; the caller then changes the copy. All else is copied, the '
    'end too, so that a row closed before that instant gets a copy that ends before it starts. A row that begins then '
    'or later is changed in place.';

create function change_induction_record(
    profile uuid, in_school text, at timestamp, now timestamp, even_closed boolean default false) returns void
language plpgsql
as $$
declare
    school uuid;
    record uuid;
begin
    if at is null then
        return;
    end if;
    select id into school from schools where name = in_school;
    select r.id into record
    from induction_records r
    where r.participant_profile_id = profile
    and (in_school is null or school_of_programme(r.induction_programme_id) = school)
    and r.start_date < at and (r.end_date is null or r.end_date > at)
    order by r.end_date is null desc, r.start_date desc, r.end_date desc, r.created_at desc
    limit 1;
    if record is null and even_closed then
        select r.id into record
        from induction_records r
        where r.participant_profile_id = profile
        and (in_school is null or school_of_programme(r.induction_programme_id) = school)
        order by r.end_date is null desc, r.start_date desc, r.end_date desc, r.created_at desc
        limit 1;
    end if;
    perform copy_record(record, at, now);
end
$$;
comment on function change_induction_record is
    'Copies the record in force at an instant, at a school or anywhere; where none is, the latest, even a closed one.';

create function latest_record(profile uuid, provider text) returns uuid
language plpgsql stable cost 1000
as $$
begin
    return (
        select r.id
        from induction_records r
        join induction_programmes p on p.id = r.induction_programme_id
        join partnerships pa on pa.id = p.partnership_id
        join lead_providers lp on lp.id = pa.lead_provider_id
        where r.participant_profile_id = profile and lp.name = provider
        and pa.challenged_at is null and pa.challenge_reason is null
        order by r.end_date is null desc, r.start_date desc, r.created_at desc
        limit 1
    );
end
$$;
comment on function latest_record is
    'The record that a lead provider is shown: open before closed, then the latest start.';

create function untrained(record uuid) returns uuid
language plpgsql
as $$
begin
    return (
        select programme(s.name, c.start_year, 'full_induction_programme')
        from induction_records r
        join induction_programmes p on p.id = r.induction_programme_id
        join school_cohorts sc on sc.id = p.school_cohort_id
        join schools s on s.id = sc.school_id
        join cohorts c on c.id = sc.cohort_id
        where r.id = record
    );
end
$$;
comment on function untrained is 'The same school''s programme without a partnership: what is left when training ends.';

create function record_school(profile uuid, role text, school text) returns text
language plpgsql stable cost 1000
as $$
begin
    return (
        select school
        where role = 'ect'
        or exists (
            select
            from induction_records r
            join schools s on s.id = school_of_programme(r.induction_programme_id)
            where r.participant_profile_id = profile and s.name = school
        )
    );
end
$$;
comment on function record_school is
    'At which school to look for the record: anywhere (null) for a mentor who is only in the pool there.';

create function instant(today date) returns timestamp
language sql volatile
as $$ select today + clock_timestamp()::time $$;
comment on function instant is 'Now, on that day: rows made on one day keep their order.';

create view profiles as
select pp.id, u.full_name as person,
    case pp.type when 'ParticipantProfile::ECT' then 'ect' else 'mentor' end as role,
    pp.induction_completion_date, pp.mentor_completion_date, tp.user_id
from users u
join teacher_profiles tp on tp.user_id = u.id
join participant_profiles pp on pp.teacher_profile_id = tp.id;
comment on view profiles is 'Who a profile is, through the three tables that make a person.';

-- Stretches of versions that say the same, for whoever asks how long something lasted.

create function school_spells(profile uuid)
returns table (school_id uuid, start_date timestamp, end_date timestamp)
language sql stable
as $$
    select school_id, min(start_date), case when bool_or(end_date is null) then null else max(end_date) end
    from (
        select *, count(*) filter (where begins) over (partition by school_id order by start_date, created_at) as spell
        from (
            select sc.school_id as school_id, r.start_date, r.end_date, r.created_at,
                r.start_date > coalesce(max(coalesce(r.end_date, 'infinity')) over (
                    partition by sc.school_id
                    order by r.start_date, r.created_at
                    rows between unbounded preceding and 1 preceding), '-infinity') as begins
            from induction_records r
            join induction_programmes p on p.id = r.induction_programme_id
            join school_cohorts sc on sc.id = p.school_cohort_id
            where r.participant_profile_id = profile
        ) as versions
    ) as numbered
    group by school_id, spell
$$;
comment on function school_spells is
    'From when to when somebody was at a school: versions that touch, stitched together.';

create function mentor_spells(profile uuid)
returns table (mentor_profile_id uuid, school_id uuid, start_date timestamp, end_date timestamp)
language sql stable
as $$
    select mentor_profile_id, school_id, min(start_date),
        case when bool_or(end_date is null) then null else max(end_date) end
    from (
        select *,
            count(*) filter (where begins) over (
                partition by mentor_profile_id, school_id order by start_date, created_at) as spell
        from (
            select r.mentor_profile_id, sc.school_id as school_id, r.start_date, r.end_date, r.created_at,
                r.start_date > coalesce(max(coalesce(r.end_date, 'infinity')) over (
                    partition by r.mentor_profile_id, sc.school_id
                    order by r.start_date, r.created_at
                    rows between unbounded preceding and 1 preceding), '-infinity') as begins
            from induction_records r
            join induction_programmes p on p.id = r.induction_programme_id
            join school_cohorts sc on sc.id = p.school_cohort_id
            where r.participant_profile_id = profile and r.mentor_profile_id is not null
        ) as versions
    ) as numbered
    group by mentor_profile_id, school_id, spell
$$;
comment on function mentor_spells is 'From when to when somebody had a mentor at a school.';

create function training_spells(profile uuid)
returns table (
    induction_programme_id uuid, schedule_id uuid, training_status text, start_date timestamp, end_date timestamp)
language sql stable
as $$
    select induction_programme_id, schedule_id, training_status, min(start_date),
        case when bool_or(end_date is null) then null else max(end_date) end
    from (
        select *,
            count(*) filter (where begins) over (
                partition by induction_programme_id, schedule_id, training_status
                order by start_date, created_at) as spell
        from (
            select r.induction_programme_id, r.schedule_id, r.training_status, r.start_date, r.end_date, r.created_at,
                r.start_date > coalesce(max(coalesce(r.end_date, 'infinity')) over (
                    partition by r.induction_programme_id, r.schedule_id, r.training_status
                    order by r.start_date, r.created_at
                    rows between unbounded preceding and 1 preceding), '-infinity') as begins
            from induction_records r
            where r.participant_profile_id = profile
        ) as versions
    ) as numbered
    group by induction_programme_id, schedule_id, training_status, spell
$$;
comment on function training_spells is 'From when to when somebody was on one programme, schedule and training status.';

create function appropriate_body_spells(profile uuid)
returns table (appropriate_body_id uuid, start_date timestamp, end_date timestamp)
language sql stable
as $$
    select appropriate_body_id, min(start_date), case when bool_or(end_date is null) then null else max(end_date) end
    from (
        select *,
            count(*) filter (where begins) over (
                partition by appropriate_body_id order by start_date, created_at) as spell
        from (
            select r.appropriate_body_id, r.start_date, r.end_date, r.created_at,
                r.start_date > coalesce(max(coalesce(r.end_date, 'infinity')) over (
                    partition by r.appropriate_body_id
                    order by r.start_date, r.created_at
                    rows between unbounded preceding and 1 preceding), '-infinity') as begins
            from induction_records r
            where r.participant_profile_id = profile and r.appropriate_body_id is not null
        ) as versions
    ) as numbered
    group by appropriate_body_id, spell
$$;
comment on function appropriate_body_spells is 'From when to when somebody was with an appropriate body.';

create view training_periods_at_school as
select r.participant_profile_id, sc.school_id, pa.lead_provider_id, r.start_date, r.end_date
from induction_records r
join induction_programmes p on p.id = r.induction_programme_id
join school_cohorts sc on sc.id = p.school_cohort_id
join partnerships pa on pa.id = p.partnership_id
where r.training_status = 'active';
comment on view training_periods_at_school is 'Versions in which a lead provider trains somebody, and at which school.';
