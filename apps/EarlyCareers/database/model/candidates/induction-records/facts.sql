-- Every event is a new version of the whole record: copy the row, close the old one, change the copy.
-- A day is recorded as instants: a period that includes its last day ends at midnight after it; what a lead provider
-- does (defer, withdraw) happens at five in the afternoon.

-- fact: contract_year_opens
-- The last day has nowhere to go.
insert into cohorts (start_year, academic_year_start_date) values (:contract_year, :from);

-- fact: contract_year_frozen
update cohorts set payments_frozen_at = :on where start_year = :contract_year;

-- fact: partnership_agreed
insert into lead_providers (name) values (:lead_provider) on conflict do nothing;
insert into delivery_partners (name) values (:delivery_partner) on conflict do nothing;
insert into schools (name) select :school where not exists (select from schools where name = :school);
insert into partnerships (school_id, lead_provider_id, delivery_partner_id, cohort_id)
select s.id, lp.id, dp.id, c.id
from schools s, lead_providers lp, delivery_partners dp, cohorts c
where s.name = :school and lp.name = :lead_provider and dp.name = :delivery_partner and c.start_year = :contract_year;

-- fact: urn_assigned
insert into schools (name) select :school where not exists (select from schools where name = :school);
update schools set urn = :urn where name = :school;

-- fact: trn_recorded
select teacher(:person, instant(:today));
update teacher_profiles set trn = :trn where id = (select teacher(:person, instant(:today)));

-- fact: qts_awarded (inexpressible: eligibility is a yes or a no, without a date)

-- fact: email_recorded
-- An address has no dates: once somebody's, it is theirs for ever.
select teacher(:person, instant(:today));
delete from participant_identities i
using users u
where i.user_id = u.id and u.full_name = :person and i.email = :email;
insert into participant_identities (user_id, email) select id, :email from users where full_name = :person;

-- fact: ect_joins_school
select register(:ect, 'ect', instant(:today));
insert into induction_records (
    induction_programme_id, participant_profile_id, schedule_id, start_date, end_date, induction_status, created_at,
    updated_at)
values (
    programme(:school, cohort_year(:from), 'full_induction_programme'), profile_of(:ect, 'ect'),
    default_schedule(cohort_year(:from)), :from, :until + 1,
    case when :until is null then 'active' else 'leaving' end, instant(:today), instant(:today));

-- fact: ect_moves_school
-- The appropriate body is copied; versions at the old school that begin on the last day there or later go.
select register(:ect, 'ect', instant(:today));
delete from induction_records r
using school_spells(profile_of(:ect, 'ect')) sp
where r.participant_profile_id = profile_of(:ect, 'ect')
and sp.school_id = school_of_programme(r.induction_programme_id)
and sp.start_date < :from and (sp.end_date is null or sp.end_date >= :from)
and r.start_date >= :from - 1 and r.start_date > sp.start_date and (sp.end_date is null or r.start_date < sp.end_date);
insert into induction_records (
    induction_programme_id, participant_profile_id, schedule_id, start_date, appropriate_body_id, school_transfer,
    created_at, updated_at)
select
    programme(:school, cohort_year(:from), 'full_induction_programme'), profile_of(:ect, 'ect'),
    default_schedule(cohort_year(:from)), :from,
    (
        select r.appropriate_body_id from induction_records r
        where r.participant_profile_id = profile_of(:ect, 'ect') and r.start_date < :from
        order by r.end_date is null desc, r.start_date desc
        limit 1
    ),
    true, instant(:today), instant(:today);
update induction_records
set end_date = :from, induction_status = 'leaving', updated_at = instant(:today)
where id = (
    select r.id from induction_records r
    where r.participant_profile_id = profile_of(:ect, 'ect') and r.start_date < :from
    order by r.end_date is null desc, r.start_date desc, r.created_at desc
    limit 1
);

-- fact: ect_leaves_school
-- Versions that begin on the last day or later go; the one before them is the last.
delete from induction_records r
using school_spells(profile_of(:ect, 'ect')) sp, schools s
where r.participant_profile_id = profile_of(:ect, 'ect')
and s.name = :school and sp.school_id = s.id and school_of_programme(r.induction_programme_id) = s.id
and sp.start_date < :on + 1 and (sp.end_date is null or sp.end_date > :on)
and r.start_date >= :on and r.start_date > sp.start_date and (sp.end_date is null or r.start_date < sp.end_date);
update induction_records
set end_date = :on + 1, induction_status = 'leaving', updated_at = instant(:today)
where id = (
    select r.id from induction_records r
    where r.participant_profile_id = profile_of(:ect, 'ect')
    and school_of_programme(r.induction_programme_id) = (select id from schools where name = :school)
    and r.start_date < :on + 1
    order by r.end_date is null desc, r.start_date desc, r.created_at desc
    limit 1
);

-- fact: mentor_joins_school
-- One school is on the record; at every further one the mentor is in the pool, which knows no first day.
select register(:mentor, 'mentor', instant(:today));
insert into schools (name) select :school where not exists (select from schools where name = :school);
insert into school_mentors (participant_profile_id, school_id, remove_from_school_on)
select profile_of(:mentor, 'mentor'), id, :until from schools where name = :school
on conflict (participant_profile_id, school_id) do update set remove_from_school_on = excluded.remove_from_school_on;
insert into induction_records (
    induction_programme_id, participant_profile_id, schedule_id, start_date, end_date, induction_status, created_at,
    updated_at)
select
    programme(:school, cohort_year(:from), 'full_induction_programme'), profile_of(:mentor, 'mentor'),
    default_schedule(cohort_year(:from)), :from, :until + 1,
    case when :until is null then 'active' else 'leaving' end, instant(:today), instant(:today)
where not exists (
    select from induction_records
    where participant_profile_id = profile_of(:mentor, 'mentor')
    and start_date < coalesce(:until + 1, 'infinity') and (end_date is null or end_date > :from)
);

-- fact: mentor_leaves_school
update school_mentors sm
set remove_from_school_on = :on
from schools s
where sm.participant_profile_id = profile_of(:mentor, 'mentor') and sm.school_id = s.id and s.name = :school;
delete from induction_records r
using school_spells(profile_of(:mentor, 'mentor')) sp, schools s
where r.participant_profile_id = profile_of(:mentor, 'mentor')
and s.name = :school and sp.school_id = s.id and school_of_programme(r.induction_programme_id) = s.id
and sp.start_date < :on + 1 and (sp.end_date is null or sp.end_date > :on)
and r.start_date >= :on and r.start_date > sp.start_date and (sp.end_date is null or r.start_date < sp.end_date);
update induction_records
set end_date = :on + 1, induction_status = 'leaving', updated_at = instant(:today)
where id = (
    select r.id from induction_records r
    where r.participant_profile_id = profile_of(:mentor, 'mentor')
    and school_of_programme(r.induction_programme_id) = (select id from schools where name = :school)
    and r.start_date < :on + 1
    order by r.end_date is null desc, r.start_date desc, r.created_at desc
    limit 1
);
select change_induction_record(r.participant_profile_id, :school, :on + 1, instant(:today))
from induction_records r
where r.mentor_profile_id = profile_of(:mentor, 'mentor')
and school_of_programme(r.induction_programme_id) = (select id from schools where name = :school)
and r.start_date < :on + 1 and (r.end_date is null or r.end_date > :on + 1);
update induction_records r
set mentor_profile_id = null, updated_at = instant(:today)
where r.mentor_profile_id = profile_of(:mentor, 'mentor')
and school_of_programme(r.induction_programme_id) = (select id from schools where name = :school)
and r.start_date >= :on
and (
    r.start_date >= :on + 1
    or not exists (
        select from induction_records before
        where before.participant_profile_id = r.participant_profile_id
        and before.mentor_profile_id = r.mentor_profile_id and before.end_date = r.start_date
    )
);

-- fact: mentoring_starts
select register(:mentor, 'mentor', instant(:today));
select change_induction_record(profile_of(:ect, 'ect'), :school, :from, instant(:today), even_closed => true);
select change_induction_record(profile_of(:ect, 'ect'), :school, :until + 1, instant(:today));
update induction_records
set mentor_profile_id = profile_of(:mentor, 'mentor'), updated_at = instant(:today)
where participant_profile_id = profile_of(:ect, 'ect')
and school_of_programme(induction_programme_id) = (select id from schools where name = :school)
and start_date >= :from and (:until is null or start_date < :until + 1);
update participant_profiles pp
set mentor_profile_id = r.mentor_profile_id, updated_at = instant(:today)
from induction_records r
where pp.id = profile_of(:ect, 'ect') and r.participant_profile_id = pp.id
and r.mentor_profile_id = profile_of(:mentor, 'mentor') and r.start_date >= :from;

-- fact: mentoring_ends (may touch nothing)
-- Nothing is left to change where the record ends that day as well.
select change_induction_record(profile_of(:ect, 'ect'), null, :on + 1, instant(:today));
update induction_records r
set mentor_profile_id = null, updated_at = instant(:today)
from mentor_spells(profile_of(:ect, 'ect')) sp
where r.participant_profile_id = profile_of(:ect, 'ect')
and r.mentor_profile_id = profile_of(:mentor, 'mentor') and sp.mentor_profile_id = r.mentor_profile_id
and sp.start_date < :on + 1 and (sp.end_date is null or sp.end_date > :on)
and r.start_date >= :on + 1 and (sp.end_date is null or r.start_date < sp.end_date);

-- fact: induction_claimed
-- The body is part of the version in force, so days at no school are lost. Terms have nowhere to go.
insert into appropriate_bodies (name)
select :appropriate_body
where exists (select from induction_records where participant_profile_id = profile_of(:ect, 'ect'))
on conflict do nothing;
select change_induction_record(profile_of(:ect, 'ect'), null, :from, instant(:today));
select change_induction_record(profile_of(:ect, 'ect'), null, :until + 1, instant(:today));
update induction_records
set appropriate_body_id = (select id from appropriate_bodies where name = :appropriate_body),
    updated_at = instant(:today)
where participant_profile_id = profile_of(:ect, 'ect')
and start_date >= :from and (:until is null or start_date < :until + 1);
update participant_profiles
set induction_start_date = least(induction_start_date, :from), updated_at = instant(:today)
where id = profile_of(:ect, 'ect');

-- fact: induction_released (may touch nothing)
-- Nothing is left to change where the record ends that day as well. Terms have nowhere to go.
select change_induction_record(profile_of(:ect, 'ect'), null, :on + 1, instant(:today));
update induction_records r
set appropriate_body_id = null, updated_at = instant(:today)
from appropriate_body_spells(profile_of(:ect, 'ect')) sp, appropriate_bodies ab
where r.participant_profile_id = profile_of(:ect, 'ect')
and ab.name = :appropriate_body and r.appropriate_body_id = ab.id and sp.appropriate_body_id = ab.id
and sp.start_date < :on + 1 and (sp.end_date is null or sp.end_date > :on)
and r.start_date >= :on + 1 and (sp.end_date is null or r.start_date < sp.end_date);

-- fact: induction_outcome
-- A completion date, whatever the outcome: pass or fail has nowhere to go. From then on the record has no mentor.
select change_induction_record(profile_of(:ect, 'ect'), null, :on + 1, instant(:today));
update induction_records r
set appropriate_body_id = null, mentor_profile_id = null, induction_status = 'completed', updated_at = instant(:today)
where r.participant_profile_id = profile_of(:ect, 'ect') and r.start_date >= :on + 1;
update participant_profiles
set induction_completion_date = :on, updated_at = instant(:today)
where id = profile_of(:ect, 'ect') and :outcome in ('pass', 'fail');

-- fact: induction_reopened
-- What the version before completion said is copied into the ones after it.
update induction_records r
set appropriate_body_id = before.appropriate_body_id, mentor_profile_id = before.mentor_profile_id,
    induction_status = 'active', updated_at = instant(:today)
from induction_records before, participant_profiles pp
where r.participant_profile_id = profile_of(:ect, 'ect') and pp.id = profile_of(:ect, 'ect')
and r.induction_status = 'completed' and r.start_date >= pp.induction_completion_date + 1
and before.participant_profile_id = pp.id and before.end_date = pp.induction_completion_date + 1;
update participant_profiles
set induction_completion_date = null, updated_at = instant(:today)
where id = profile_of(:ect, 'ect');

-- fact: induction_extended (inexpressible: extensions were kept by the register of teachers only)

-- fact: training_starts
-- The record of a mentor who is only in the school's pool moves there; an ECT's must be there.
select register(:person, :role, instant(:today));
select change_induction_record(
    profile_of(:person, :role), record_school(profile_of(:person, :role), :role, :school), :from, instant(:today),
    even_closed => true);
select change_induction_record(
    profile_of(:person, :role), record_school(profile_of(:person, :role), :role, :school), :until + 1, instant(:today));
update induction_records r
set induction_programme_id = programme(:school, :contract_year, 'full_induction_programme', pa.id), schedule_id = sd.id,
    training_status = 'active', updated_at = instant(:today)
from partnerships pa, schools s, lead_providers lp, delivery_partners dp, cohorts c, schedules sd
where pa.school_id = s.id and pa.lead_provider_id = lp.id and pa.delivery_partner_id = dp.id and pa.cohort_id = c.id
and s.name = :school and lp.name = :lead_provider and dp.name = :delivery_partner and c.start_year = :contract_year
and pa.challenged_at is null and sd.cohort_id = c.id and sd.schedule_identifier = :schedule
and r.participant_profile_id = profile_of(:person, :role)
and (
    school_of_programme(r.induction_programme_id) = s.id
    or record_school(profile_of(:person, :role), :role, :school) is null
)
and r.start_date >= :from and (:until is null or r.start_date < :until + 1);
update participant_profiles
set training_status = 'active', updated_at = instant(:today)
where id = profile_of(:person, :role) and training_status <> 'active';

-- fact: interest_expressed (inexpressible: a programme without a partnership names no lead provider)

-- fact: school_led_training_starts
select register(:person, :role, instant(:today));
select change_induction_record(
    profile_of(:person, :role), record_school(profile_of(:person, :role), :role, :school), :from, instant(:today),
    even_closed => true);
select change_induction_record(
    profile_of(:person, :role), record_school(profile_of(:person, :role), :role, :school), :until + 1, instant(:today));
update induction_records
set induction_programme_id = programme(:school, cohort_year(:from), 'core_induction_programme'),
    training_status = 'active', updated_at = instant(:today)
where participant_profile_id = profile_of(:person, :role)
and (
    school_of_programme(induction_programme_id) = (select id from schools where name = :school)
    or record_school(profile_of(:person, :role), :role, :school) is null
)
and start_date >= :from and (:until is null or start_date < :until + 1);

-- fact: training_changes
select register(:person, :role, instant(:today));
select change_induction_record(
    profile_of(:person, :role), record_school(profile_of(:person, :role), :role, :school), :from, instant(:today),
    even_closed => true);
update induction_records r
set induction_programme_id = programme(:school, :contract_year, 'full_induction_programme', pa.id), schedule_id = sd.id,
    training_status = 'active', updated_at = instant(:today)
from partnerships pa, schools s, lead_providers lp, delivery_partners dp, cohorts c, schedules sd
where pa.school_id = s.id and pa.lead_provider_id = lp.id and pa.delivery_partner_id = dp.id and pa.cohort_id = c.id
and s.name = :school and lp.name = :lead_provider and dp.name = :delivery_partner and c.start_year = :contract_year
and pa.challenged_at is null and sd.cohort_id = c.id and sd.schedule_identifier = :schedule
and r.participant_profile_id = profile_of(:person, :role)
and (
    school_of_programme(r.induction_programme_id) = s.id
    or record_school(profile_of(:person, :role), :role, :school) is null
)
and r.start_date >= :from;
update participant_profiles
set training_status = 'active', updated_at = instant(:today)
where id = profile_of(:person, :role) and training_status <> 'active';

-- fact: training_becomes_school_led
select change_induction_record(
    profile_of(:person, :role), record_school(profile_of(:person, :role), :role, :school), :from, instant(:today),
    even_closed => true);
update induction_records
set induction_programme_id = programme(:school, cohort_year(:from), 'core_induction_programme'),
    training_status = 'active', updated_at = instant(:today)
where participant_profile_id = profile_of(:person, :role)
and (
    school_of_programme(induction_programme_id) = (select id from schools where name = :school)
    or record_school(profile_of(:person, :role), :role, :school) is null
)
and start_date >= :from;

-- fact: training_ends (may touch nothing)
-- Nothing is left to change where the record ends that day as well.
select change_induction_record(profile_of(:person, :role), null, :on + 1, instant(:today));
update induction_records r
set induction_programme_id = untrained(r.id), updated_at = instant(:today)
from training_spells(profile_of(:person, :role)) sp
where r.participant_profile_id = profile_of(:person, :role)
and r.induction_programme_id = sp.induction_programme_id
and sp.start_date < :on + 1 and (sp.end_date is null or sp.end_date > :on)
and r.start_date >= :on + 1 and (sp.end_date is null or r.start_date < sp.end_date);

-- fact: training_deferred
insert into participant_profile_states (participant_profile_id, lead_provider_id, state, reason, created_at)
select profile_of(:person, :role), id, 'deferred', :reason, instant(:today)
from lead_providers where name = :lead_provider;
select copy_record(
    latest_record(profile_of(:person, :role), :lead_provider), :on + time '17:00', instant(:today));
update induction_records r
set training_status = 'deferred', updated_at = instant(:today)
from induction_programmes p, partnerships pa, lead_providers lp
where p.id = r.induction_programme_id and pa.id = p.partnership_id and lp.id = pa.lead_provider_id
and lp.name = :lead_provider and r.participant_profile_id = profile_of(:person, :role)
and r.start_date >= :on + time '17:00';
update participant_profiles
set training_status = 'deferred', updated_at = instant(:today)
where id = profile_of(:person, :role);

-- fact: training_withdrawn
insert into participant_profile_states (participant_profile_id, lead_provider_id, state, reason, created_at)
select profile_of(:person, :role), id, 'withdrawn', :reason, instant(:today)
from lead_providers where name = :lead_provider;
select copy_record(
    latest_record(profile_of(:person, :role), :lead_provider), :on + time '17:00', instant(:today));
update induction_records r
set training_status = 'withdrawn', updated_at = instant(:today)
from induction_programmes p, partnerships pa, lead_providers lp
where p.id = r.induction_programme_id and pa.id = p.partnership_id and lp.id = pa.lead_provider_id
and lp.name = :lead_provider and r.participant_profile_id = profile_of(:person, :role)
and r.start_date >= :on + time '17:00';
update participant_profiles
set training_status = 'withdrawn', updated_at = instant(:today)
where id = profile_of(:person, :role);

-- fact: training_resumed
insert into participant_profile_states (participant_profile_id, lead_provider_id, state, created_at)
select profile_of(:person, :role), id, 'active', instant(:today)
from lead_providers where name = :lead_provider;
select copy_record(latest_record(profile_of(:person, :role), :lead_provider), :on, instant(:today));
update induction_records r
set training_status = 'active', updated_at = instant(:today)
from induction_programmes p, partnerships pa, lead_providers lp
where p.id = r.induction_programme_id and pa.id = p.partnership_id and lp.id = pa.lead_provider_id
and lp.name = :lead_provider and r.participant_profile_id = profile_of(:person, :role)
and r.start_date >= :on;
update participant_profiles
set training_status = 'active', updated_at = instant(:today)
where id = profile_of(:person, :role);

-- fact: mentor_funding_ends
select register(:mentor, 'mentor', instant(:today));
update participant_profiles
set mentor_completion_date = :on, mentor_completion_reason = :reason, updated_at = instant(:today)
where id = profile_of(:mentor, 'mentor');
select change_induction_record(profile_of(:mentor, 'mentor'), null, :on + 1, instant(:today));
update induction_records
set induction_programme_id = untrained(id), updated_at = instant(:today)
where participant_profile_id = profile_of(:mentor, 'mentor') and start_date >= :on + 1;

-- fact: declared
insert into participant_declarations (
    participant_profile_id, lead_provider_id, delivery_partner_id, declaration_type, declaration_date, created_at,
    updated_at)
select r.participant_profile_id, pa.lead_provider_id, pa.delivery_partner_id, :type, :on, instant(:today),
    instant(:today)
from induction_records r
join induction_programmes p on p.id = r.induction_programme_id
join partnerships pa on pa.id = p.partnership_id
where r.id = latest_record(profile_of(:person, :role), :lead_provider);

-- fact: declaration_becomes
update participant_declarations
set state = :state, updated_at = instant(:today)
where id = (
    select d.id
    from participant_declarations d
    join lead_providers lp on lp.id = d.lead_provider_id
    where d.participant_profile_id = profile_of(:person, :role) and lp.name = :lead_provider
    and d.declaration_type = :type
    order by d.created_at desc
    limit 1
);

-- fact: declaration_partner_changes
insert into delivery_partners (name) values (:delivery_partner) on conflict do nothing;
update participant_declarations
set delivery_partner_id = (select id from delivery_partners where name = :delivery_partner),
    updated_at = instant(:today)
where id = (
    select d.id
    from participant_declarations d
    join lead_providers lp on lp.id = d.lead_provider_id
    where d.participant_profile_id = profile_of(:person, :role) and lp.name = :lead_provider
    and d.declaration_type = :type
    order by d.created_at desc
    limit 1
);

-- fact: leaving_cancelled
update induction_records
set end_date = null, induction_status = 'active', updated_at = instant(:today)
where id = (
    select r.id from induction_records r
    where r.participant_profile_id = profile_of(:person, :role)
    and school_of_programme(r.induction_programme_id) = (select id from schools where name = :school)
    order by r.start_date desc, r.created_at desc
    limit 1
);
update school_mentors sm
set remove_from_school_on = null
from schools s
where sm.participant_profile_id = profile_of(:person, :role) and sm.school_id = s.id and s.name = :school
and :role = 'mentor';

-- fact: registration_undone
update induction_records
set end_date = greatest(start_date::date, :today) + 1, induction_status = 'withdrawn', updated_at = instant(:today)
where id = (
    select r.id from induction_records r
    where r.participant_profile_id = profile_of(:person, :role)
    and school_of_programme(r.induction_programme_id) = (select id from schools where name = :school)
    order by r.start_date desc, r.created_at desc
    limit 1
)
and exists (
    select from participant_declarations d
    where d.participant_profile_id = profile_of(:person, :role)
    and d.state in ('eligible', 'payable', 'paid', 'awaiting-clawback', 'clawed-back')
);
delete from induction_records r
using school_spells(profile_of(:person, :role)) sp, schools s
where r.participant_profile_id = profile_of(:person, :role)
and s.name = :school and sp.school_id = s.id and school_of_programme(r.induction_programme_id) = s.id
and r.start_date >= sp.start_date
and not exists (
    select from school_spells(profile_of(:person, :role)) later
    where later.school_id = s.id
    and later.start_date > sp.start_date
)
and not exists (
    select from participant_declarations d
    where d.participant_profile_id = profile_of(:person, :role)
    and d.state in ('eligible', 'payable', 'paid', 'awaiting-clawback', 'clawed-back')
);
update induction_records r
set mentor_profile_id = null, updated_at = instant(:today)
where :role = 'mentor' and r.mentor_profile_id = profile_of(:person, :role)
and school_of_programme(r.induction_programme_id) = (select id from schools where name = :school)
and not exists (
    select from induction_records own
    where own.participant_profile_id = profile_of(:person, :role)
    and school_of_programme(own.induction_programme_id) = school_of_programme(r.induction_programme_id)
    and own.start_date <= r.start_date and (own.end_date is null or own.end_date > r.start_date)
);
delete from school_mentors sm
using schools s
where sm.participant_profile_id = profile_of(:person, :role) and sm.school_id = s.id and s.name = :school
and :role = 'mentor'
and not exists (
    select from induction_records r
    where r.participant_profile_id = sm.participant_profile_id and school_of_programme(r.induction_programme_id) = s.id
);

-- fact: school_dates_corrected
-- Versions in between stay as they are, even where they now begin before the first or end after the last.
update induction_records r
set end_date = :right_until + 1, updated_at = instant(:today)
where r.id = (
    select l.id
    from induction_records l, school_spells(profile_of(:person, :role)) sp, schools s
    where l.participant_profile_id = profile_of(:person, :role)
    and s.name = :school and sp.school_id = s.id and school_of_programme(l.induction_programme_id) = s.id
    and sp.start_date = :from and l.start_date >= sp.start_date and (sp.end_date is null or l.start_date < sp.end_date)
    order by l.end_date is null desc, l.start_date desc
    limit 1
);
update induction_records
set start_date = :right_from, updated_at = instant(:today)
where participant_profile_id = profile_of(:person, :role) and start_date = :from
and school_of_programme(induction_programme_id) = (select id from schools where name = :school);

-- fact: mentoring_dates_corrected
update induction_records r
set mentor_profile_id = null, updated_at = instant(:today)
from mentor_spells(profile_of(:ect, 'ect')) sp
where r.participant_profile_id = profile_of(:ect, 'ect')
and r.mentor_profile_id = profile_of(:mentor, 'mentor') and sp.mentor_profile_id = r.mentor_profile_id
and sp.start_date = :from and r.start_date >= :from and (sp.end_date is null or r.start_date < sp.end_date);
select change_induction_record(profile_of(:ect, 'ect'), null, :right_from, instant(:today));
select change_induction_record(profile_of(:ect, 'ect'), null, :right_until + 1, instant(:today));
update induction_records
set mentor_profile_id = profile_of(:mentor, 'mentor'), updated_at = instant(:today)
where participant_profile_id = profile_of(:ect, 'ect')
and start_date >= :right_from and (:right_until is null or start_date < :right_until + 1);

-- fact: training_dates_corrected
select change_induction_record(profile_of(:person, :role), null, :right_from, instant(:today));
select change_induction_record(profile_of(:person, :role), null, :right_until + 1, instant(:today));
update induction_records r
set induction_programme_id =
        case
            when r.start_date >= :right_from and (:right_until is null or r.start_date < :right_until + 1)
                then sp.induction_programme_id
            else untrained(r.id)
        end,
    schedule_id = sp.schedule_id,
    training_status = sp.training_status,
    updated_at = instant(:today)
from (
    select t.* from training_spells(profile_of(:person, :role)) t
    join induction_programmes p on p.id = t.induction_programme_id
    where t.start_date = :from
    and (p.partnership_id is not null or p.training_programme <> 'full_induction_programme')
    limit 1
) as sp
where r.participant_profile_id = profile_of(:person, :role)
and (
    r.start_date >= :right_from and (:right_until is null or r.start_date < :right_until + 1)
    or r.start_date >= sp.start_date and (sp.end_date is null or r.start_date < sp.end_date)
);

-- fact: training_programme_corrected
update induction_records r
set induction_programme_id = programme(
        s.name, c.start_year,
        case :right_programme when 'school-led' then 'core_induction_programme' else 'full_induction_programme' end,
        p.partnership_id),
    updated_at = instant(:today)
from training_spells(profile_of(:person, :role)) sp, induction_programmes p, school_cohorts sc, schools s, cohorts c
where r.participant_profile_id = profile_of(:person, :role)
and sp.start_date = :from and r.induction_programme_id = sp.induction_programme_id and p.id = sp.induction_programme_id
and sc.id = p.school_cohort_id and s.id = sc.school_id and c.id = sc.cohort_id
and r.start_date >= :from and (sp.end_date is null or r.start_date < sp.end_date);

-- fact: induction_dates_corrected
select change_induction_record(profile_of(:ect, 'ect'), null, :right_from, instant(:today));
select change_induction_record(profile_of(:ect, 'ect'), null, :right_until + 1, instant(:today));
update induction_records r
set appropriate_body_id =
        case
            when r.start_date >= :right_from and (:right_until is null or r.start_date < :right_until + 1)
                then sp.appropriate_body_id
        end,
    updated_at = instant(:today)
from appropriate_body_spells(profile_of(:ect, 'ect')) sp
where r.participant_profile_id = profile_of(:ect, 'ect')
and sp.start_date = :from
and (
    r.start_date >= :right_from and (:right_until is null or r.start_date < :right_until + 1)
    or r.start_date >= sp.start_date and (sp.end_date is null or r.start_date < sp.end_date)
);

-- fact: school_spell_removed
delete from induction_records r
using school_spells(profile_of(:person, :role)) sp, schools s
where r.participant_profile_id = profile_of(:person, :role)
and s.name = :school and sp.school_id = s.id and school_of_programme(r.induction_programme_id) = s.id
and sp.start_date = :from and r.start_date >= :from and (sp.end_date is null or r.start_date < sp.end_date);
delete from school_mentors sm
using schools s
where sm.participant_profile_id = profile_of(:person, :role) and sm.school_id = s.id and s.name = :school
and :role = 'mentor'
and not exists (
    select from induction_records r
    where r.participant_profile_id = sm.participant_profile_id and school_of_programme(r.induction_programme_id) = s.id
);

-- fact: mentoring_removed
update induction_records r
set mentor_profile_id = null, updated_at = instant(:today)
from mentor_spells(profile_of(:ect, 'ect')) sp
where r.participant_profile_id = profile_of(:ect, 'ect')
and r.mentor_profile_id = profile_of(:mentor, 'mentor') and sp.mentor_profile_id = r.mentor_profile_id
and sp.start_date = :from and r.start_date >= :from and (sp.end_date is null or r.start_date < sp.end_date);

-- fact: training_removed
update induction_records r
set induction_programme_id = untrained(r.id), training_status = 'active', updated_at = instant(:today)
from training_spells(profile_of(:person, :role)) sp
where r.participant_profile_id = profile_of(:person, :role)
and sp.start_date = :from and r.induction_programme_id = sp.induction_programme_id
and r.start_date >= :from and (sp.end_date is null or r.start_date < sp.end_date);

-- fact: induction_removed
update induction_records r
set appropriate_body_id = null, updated_at = instant(:today)
from appropriate_body_spells(profile_of(:ect, 'ect')) sp
where r.participant_profile_id = profile_of(:ect, 'ect')
and r.appropriate_body_id = sp.appropriate_body_id
and sp.start_date = :from and r.start_date >= :from and (sp.end_date is null or r.start_date < sp.end_date);

-- fact: recorded_in_error
-- A person goes with profiles that nothing was recorded for; a school with programmes that nobody was on.
delete from participant_identities i
using users u
where :kind = 'person' and u.full_name = :name and i.user_id = u.id;
delete from participant_profiles pp
using profiles pr
where :kind = 'person' and pr.person = :name and pp.id = pr.id
and not exists (select from induction_records r where pr.id in (r.participant_profile_id, r.mentor_profile_id));
delete from teacher_profiles tp using users u where :kind = 'person' and u.full_name = :name and tp.user_id = u.id;
delete from users where :kind = 'person' and full_name = :name;
update school_cohorts sc
set default_induction_programme_id = null
from schools s
where :kind = 'school' and s.name = :name and sc.school_id = s.id;
delete from induction_programmes p
using school_cohorts sc, schools s
where :kind = 'school' and s.name = :name and sc.school_id = s.id and p.school_cohort_id = sc.id
and not exists (select from induction_records r where r.induction_programme_id = p.id);
delete from school_cohorts sc
using schools s
where :kind = 'school' and s.name = :name and sc.school_id = s.id
and not exists (select from induction_programmes p where p.school_cohort_id = sc.id);
delete from schools where :kind = 'school' and name = :name;
delete from lead_providers where :kind = 'lead provider' and name = :name;
delete from delivery_partners where :kind = 'delivery partner' and name = :name;
delete from appropriate_bodies where :kind = 'appropriate body' and name = :name;
delete from schedules sd
using cohorts c
where sd.cohort_id = c.id
and (
    :kind = 'schedule' and :name = c.start_year || ' ' || sd.schedule_identifier
    or :kind = 'contract year' and :name = c.start_year::text
);
delete from cohorts where :kind = 'contract year' and :name = start_year::text;

-- fact: partnership_recorded_in_error
-- The school challenges it, and its lead provider no longer sees through it whoever is trained under it.
update partnerships pa
set challenged_at = instant(:today), challenge_reason = 'mistake'
from schools s, lead_providers lp, delivery_partners dp, cohorts c
where pa.school_id = s.id and pa.lead_provider_id = lp.id and pa.delivery_partner_id = dp.id and pa.cohort_id = c.id
and s.name = :school and lp.name = :lead_provider and dp.name = :delivery_partner and c.start_year = :contract_year;

-- fact: people_merged
-- Records move to the survivor's profile of the same role, or the profile itself moves.
select teacher(:survivor, instant(:today));
insert into participant_id_changes (from_id, to_id)
select d.id, s.id from users d, users s where d.full_name = :duplicate and s.full_name = :survivor;
update induction_records r
set participant_profile_id = s.id, updated_at = instant(:today)
from profiles d, profiles s
where d.person = :duplicate and s.person = :survivor and s.role = d.role and r.participant_profile_id = d.id;
update induction_records r
set mentor_profile_id = s.id, updated_at = instant(:today)
from profiles d, profiles s
where d.person = :duplicate and s.person = :survivor and s.role = d.role and r.mentor_profile_id = d.id;
update participant_declarations r
set participant_profile_id = s.id, updated_at = instant(:today)
from profiles d, profiles s
where d.person = :duplicate and s.person = :survivor and s.role = d.role and r.participant_profile_id = d.id;
update participant_profiles pp
set teacher_profile_id = teacher(:survivor, instant(:today)), updated_at = instant(:today)
from profiles d
where d.person = :duplicate and pp.id = d.id
and not exists (select from profiles s where s.person = :survivor and s.role = d.role);
