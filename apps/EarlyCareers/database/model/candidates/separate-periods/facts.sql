-- How each fact is recorded. Names become rows on their first mention. What carries along is told statement by
-- statement, children before the time at school that they lie within; what is illegal is left to the constraints.

-- fact: contract_year_opens
select set_config('early_careers.today', :today::text, true);
insert into contract_periods (year, started_on, finished_on) values (:contract_year, :from, :until);

-- fact: contract_year_frozen
select set_config('early_careers.today', :today::text, true);
update contract_periods set payments_frozen_on = :on where year = :contract_year;

-- fact: partnership_agreed
select set_config('early_careers.today', :today::text, true);
insert into schools (name) values (:school) on conflict (name) do nothing;
insert into lead_providers (name) values (:lead_provider) on conflict (name) do nothing;
insert into delivery_partners (name) values (:delivery_partner) on conflict (name) do nothing;
insert into school_partnerships (school_id, lead_provider_id, delivery_partner_id, contract_year)
select s.id, l.id, d.id, :contract_year
from schools s, lead_providers l, delivery_partners d
where s.name = :school and l.name = :lead_provider and d.name = :delivery_partner;

-- fact: urn_assigned
select set_config('early_careers.today', :today::text, true);
insert into schools (name, urn) values (:school, :urn) on conflict (name) do update set urn = excluded.urn;

-- fact: trn_recorded
select set_config('early_careers.today', :today::text, true);
insert into teachers (name, trn) values (:person, :trn) on conflict (name) do update set trn = excluded.trn;

-- fact: qts_awarded
select set_config('early_careers.today', :today::text, true);
insert into teachers (name, qts_awarded_on) values (:person, :on)
on conflict (name) do update set qts_awarded_on = excluded.qts_awarded_on;

-- fact: email_recorded
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:person) on conflict (name) do nothing;
insert into email_periods (teacher_id, email, started_on, finished_on)
select id, :email, :from, :until from teachers where name = :person;

-- fact: ect_joins_school
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:ect) on conflict (name) do nothing;
insert into schools (name) values (:school) on conflict (name) do nothing;
insert into ect_at_school_periods (teacher_id, school_id, started_on, finished_on)
select p.id, s.id, :from, :until from teachers p, schools s where p.name = :ect and s.name = :school;

-- fact: ect_moves_school
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:ect) on conflict (name) do nothing;
insert into schools (name) values (:school) on conflict (name) do nothing;
delete from mentorship_periods c
using ect_at_school_periods e, teachers p
where e.id = c.ect_at_school_period_id and p.id = e.teacher_id and p.name = :ect
and e.started_on < :from and e.period @> :from and c.started_on >= :from - 1;
update mentorship_periods c set finished_on = :from - 1
from ect_at_school_periods e, teachers p
where e.id = c.ect_at_school_period_id and p.id = e.teacher_id and p.name = :ect
and e.started_on < :from and e.period @> :from and c.period @> :from;
delete from training_periods c
using ect_at_school_periods e, teachers p
where e.id = c.ect_at_school_period_id and p.id = e.teacher_id and p.name = :ect
and e.started_on < :from and e.period @> :from and c.started_on >= :from - 1;
update training_periods c set finished_on = :from - 1
from ect_at_school_periods e, teachers p
where e.id = c.ect_at_school_period_id and p.id = e.teacher_id and p.name = :ect
and e.started_on < :from and e.period @> :from and c.period @> :from;
update ect_at_school_periods e set finished_on = :from - 1
from teachers p
where p.id = e.teacher_id and p.name = :ect and e.started_on < :from and e.period @> :from;
insert into ect_at_school_periods (teacher_id, school_id, started_on)
select p.id, s.id, :from from teachers p, schools s where p.name = :ect and s.name = :school;

-- fact: ect_leaves_school
select set_config('early_careers.today', :today::text, true);
delete from mentorship_periods c
using ect_at_school_periods e, teachers p, schools s
where e.id = c.ect_at_school_period_id and p.id = e.teacher_id and s.id = e.school_id
and p.name = :ect and s.name = :school and e.period @> :on and c.started_on >= :on;
update mentorship_periods c set finished_on = :on
from ect_at_school_periods e, teachers p, schools s
where e.id = c.ect_at_school_period_id and p.id = e.teacher_id and s.id = e.school_id
and p.name = :ect and s.name = :school and e.period @> :on and c.period @> :on;
delete from training_periods c
using ect_at_school_periods e, teachers p, schools s
where e.id = c.ect_at_school_period_id and p.id = e.teacher_id and s.id = e.school_id
and p.name = :ect and s.name = :school and e.period @> :on and c.started_on >= :on;
update training_periods c set finished_on = :on
from ect_at_school_periods e, teachers p, schools s
where e.id = c.ect_at_school_period_id and p.id = e.teacher_id and s.id = e.school_id
and p.name = :ect and s.name = :school and e.period @> :on and c.period @> :on;
update ect_at_school_periods e set finished_on = :on
from teachers p, schools s
where p.id = e.teacher_id and s.id = e.school_id and p.name = :ect and s.name = :school and e.period @> :on;

-- fact: mentor_joins_school
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:mentor) on conflict (name) do nothing;
insert into schools (name) values (:school) on conflict (name) do nothing;
insert into mentor_at_school_periods (teacher_id, school_id, started_on, finished_on)
select p.id, s.id, :from, :until from teachers p, schools s where p.name = :mentor and s.name = :school;

-- fact: mentor_leaves_school
select set_config('early_careers.today', :today::text, true);
delete from mentorship_periods c
using mentor_at_school_periods e, teachers p, schools s
where e.id = c.mentor_at_school_period_id and p.id = e.teacher_id and s.id = e.school_id
and p.name = :mentor and s.name = :school and e.period @> :on and c.started_on >= :on;
update mentorship_periods c set finished_on = :on
from mentor_at_school_periods e, teachers p, schools s
where e.id = c.mentor_at_school_period_id and p.id = e.teacher_id and s.id = e.school_id
and p.name = :mentor and s.name = :school and e.period @> :on and c.period @> :on;
delete from training_periods c
using mentor_at_school_periods e, teachers p, schools s
where e.id = c.mentor_at_school_period_id and p.id = e.teacher_id and s.id = e.school_id
and p.name = :mentor and s.name = :school and e.period @> :on and c.started_on >= :on;
update training_periods c set finished_on = :on
from mentor_at_school_periods e, teachers p, schools s
where e.id = c.mentor_at_school_period_id and p.id = e.teacher_id and s.id = e.school_id
and p.name = :mentor and s.name = :school and e.period @> :on and c.period @> :on;
update mentor_at_school_periods e set finished_on = :on
from teachers p, schools s
where p.id = e.teacher_id and s.id = e.school_id and p.name = :mentor and s.name = :school and e.period @> :on;

-- fact: mentoring_starts
-- Each in the time at school that contains the day, or the nearest: what does not fit is for the constraints to refuse.
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:mentor) on conflict (name) do nothing;
insert into teachers (name) values (:ect) on conflict (name) do nothing;
insert into schools (name) values (:school) on conflict (name) do nothing;
insert into mentorship_periods (
    school_id, ect_at_school_period_id, ect_id, mentor_at_school_period_id, mentor_id, started_on, finished_on)
select s.id, (
        select e.id from ect_at_school_periods e
        where e.teacher_id = ect.id
        order by e.period @> :from desc, abs(e.started_on - :from) limit 1),
    ect.id, (
        select m.id from mentor_at_school_periods m
        where m.teacher_id = mentor.id and m.school_id = s.id
        order by m.period @> :from desc, abs(m.started_on - :from) limit 1),
    mentor.id, :from, :until
from schools s, teachers ect, teachers mentor
where s.name = :school and ect.name = :ect and mentor.name = :mentor;

-- fact: mentoring_ends
select set_config('early_careers.today', :today::text, true);
update mentorship_periods m set finished_on = :on
from teachers mentor, teachers ect
where mentor.id = m.mentor_id and ect.id = m.ect_id and mentor.name = :mentor and ect.name = :ect and m.period @> :on;

-- fact: induction_claimed
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:ect) on conflict (name) do nothing;
insert into appropriate_bodies (name) values (:appropriate_body) on conflict (name) do nothing;
insert into induction_periods (teacher_id, appropriate_body_id, started_on, finished_on, number_of_terms, recorded_on)
select p.id, a.id, :from, :until, :terms, :today
from teachers p, appropriate_bodies a
where p.name = :ect and a.name = :appropriate_body;

-- fact: induction_released
select set_config('early_careers.today', :today::text, true);
update induction_periods i set finished_on = :on, number_of_terms = :terms
from teachers p, appropriate_bodies a
where p.id = i.teacher_id and a.id = i.appropriate_body_id and p.name = :ect and a.name = :appropriate_body
and i.finished_on is null;

-- fact: induction_outcome
select set_config('early_careers.today', :today::text, true);
update induction_periods i set outcome = :outcome, finished_on = :on, number_of_terms = :terms
from teachers p, appropriate_bodies a
where p.id = i.teacher_id and a.id = i.appropriate_body_id and p.name = :ect and a.name = :appropriate_body
and not exists (
    select from induction_periods later
    where later.teacher_id = i.teacher_id and later.appropriate_body_id = i.appropriate_body_id
    and later.started_on > i.started_on);

-- fact: induction_reopened
select set_config('early_careers.today', :today::text, true);
update induction_periods i set outcome = null, finished_on = null, number_of_terms = null
from teachers p
where p.id = i.teacher_id and p.name = :ect and i.outcome is not null;

-- fact: induction_extended
select set_config('early_careers.today', :today::text, true);
insert into induction_extensions (teacher_id, number_of_terms)
select id, :terms from teachers where name = :ect;

-- fact: training_starts
-- In the time at school that contains the day, or the nearest: what does not fit is for the constraints to refuse.
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:person) on conflict (name) do nothing;
insert into schools (name) values (:school) on conflict (name) do nothing;
insert into lead_providers (name) values (:lead_provider) on conflict (name) do nothing;
insert into delivery_partners (name) values (:delivery_partner) on conflict (name) do nothing;
insert into training_periods (
    teacher_id, school_id, ect_at_school_period_id, mentor_at_school_period_id,
    programme, lead_provider_id, delivery_partner_id, contract_year, schedule, started_on, finished_on)
select p.id, s.id, (
        select e.id from ect_at_school_periods e
        where e.teacher_id = p.id and e.school_id = s.id and :role = 'ect'
        order by e.period @> :from desc, abs(e.started_on - :from) limit 1), (
        select m.id from mentor_at_school_periods m
        where m.teacher_id = p.id and m.school_id = s.id and :role = 'mentor'
        order by m.period @> :from desc, abs(m.started_on - :from) limit 1),
    'provider-led', l.id, d.id, :contract_year, :schedule, :from, :until
from teachers p, schools s, lead_providers l, delivery_partners d
where p.name = :person and s.name = :school and l.name = :lead_provider and d.name = :delivery_partner;

-- fact: interest_expressed
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:person) on conflict (name) do nothing;
insert into schools (name) values (:school) on conflict (name) do nothing;
insert into lead_providers (name) values (:lead_provider) on conflict (name) do nothing;
insert into training_periods (
    teacher_id, school_id, ect_at_school_period_id, mentor_at_school_period_id,
    programme, lead_provider_id, contract_year, schedule, started_on, finished_on)
select p.id, s.id, (
        select e.id from ect_at_school_periods e
        where e.teacher_id = p.id and e.school_id = s.id and :role = 'ect'
        order by e.period @> :from desc, abs(e.started_on - :from) limit 1), (
        select m.id from mentor_at_school_periods m
        where m.teacher_id = p.id and m.school_id = s.id and :role = 'mentor'
        order by m.period @> :from desc, abs(m.started_on - :from) limit 1),
    'provider-led', l.id, :contract_year, :schedule, :from, :until
from teachers p, schools s, lead_providers l
where p.name = :person and s.name = :school and l.name = :lead_provider;

-- fact: school_led_training_starts
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:person) on conflict (name) do nothing;
insert into schools (name) values (:school) on conflict (name) do nothing;
insert into training_periods (
    teacher_id, school_id, ect_at_school_period_id, mentor_at_school_period_id,
    programme, started_on, finished_on)
select p.id, s.id, (
        select e.id from ect_at_school_periods e
        where e.teacher_id = p.id and e.school_id = s.id and :role = 'ect'
        order by e.period @> :from desc, abs(e.started_on - :from) limit 1), (
        select m.id from mentor_at_school_periods m
        where m.teacher_id = p.id and m.school_id = s.id and :role = 'mentor'
        order by m.period @> :from desc, abs(m.started_on - :from) limit 1),
    'school-led', :from, :until
from teachers p, schools s
where p.name = :person and s.name = :school;

-- fact: training_changes
select set_config('early_careers.today', :today::text, true);
insert into lead_providers (name) values (:lead_provider) on conflict (name) do nothing;
insert into delivery_partners (name) values (:delivery_partner) on conflict (name) do nothing;
delete from training_periods t
using teachers p, schools s
where p.id = t.teacher_id and s.id = t.school_id
and p.name = :person and s.name = :school and t.role = :role
and t.programme = 'provider-led' and t.delivery_partner_id is null and t.period && daterange(:from, null);
delete from training_periods t
using teachers p, schools s
where p.id = t.teacher_id and s.id = t.school_id
and p.name = :person and s.name = :school and t.role = :role and t.started_on > :from;
update training_periods t set 
    programme = 'provider-led', lead_provider_id = l.id, delivery_partner_id = d.id,
    contract_year = :contract_year, schedule = :schedule
from lead_providers l, delivery_partners d, teachers p, schools s
where p.id = t.teacher_id and s.id = t.school_id
and p.name = :person and s.name = :school and t.role = :role and t.started_on = :from
and l.name = :lead_provider and d.name = :delivery_partner;
update training_periods t set finished_on = :from - 1
from teachers p, schools s
where p.id = t.teacher_id and s.id = t.school_id
and p.name = :person and s.name = :school and t.role = :role
and t.started_on < :from and t.period @> :from;
insert into training_periods (
    teacher_id, school_id, ect_at_school_period_id, mentor_at_school_period_id,
    programme, lead_provider_id, delivery_partner_id, contract_year, schedule, started_on, finished_on)
select p.id, s.id, (
        select e.id from ect_at_school_periods e
        where e.teacher_id = p.id and e.school_id = s.id and :role = 'ect'
        order by e.period @> :from desc, abs(e.started_on - :from) limit 1), (
        select m.id from mentor_at_school_periods m
        where m.teacher_id = p.id and m.school_id = s.id and :role = 'mentor'
        order by m.period @> :from desc, abs(m.started_on - :from) limit 1),
    'provider-led', l.id, d.id, :contract_year, :schedule, :from, coalesce((
        select e.finished_on from ect_at_school_periods e
        where e.teacher_id = p.id and e.school_id = s.id and :role = 'ect' and e.period @> :from), (
        select m.finished_on from mentor_at_school_periods m
        where m.teacher_id = p.id and m.school_id = s.id and :role = 'mentor' and m.period @> :from))
from teachers p, schools s, lead_providers l, delivery_partners d
where p.name = :person and s.name = :school and l.name = :lead_provider and d.name = :delivery_partner
and not exists (
    select from training_periods t
    where t.teacher_id = p.id and t.role = :role and t.school_id = s.id and t.started_on = :from);

-- fact: training_becomes_school_led
select set_config('early_careers.today', :today::text, true);
delete from training_periods t
using teachers p, schools s
where p.id = t.teacher_id and s.id = t.school_id
and p.name = :person and s.name = :school and t.role = :role
and t.programme = 'provider-led' and t.delivery_partner_id is null and t.period && daterange(:from, null);
delete from training_periods t
using teachers p, schools s
where p.id = t.teacher_id and s.id = t.school_id
and p.name = :person and s.name = :school and t.role = :role and t.started_on > :from;
update training_periods t set 
    programme = 'school-led', lead_provider_id = null, delivery_partner_id = null, contract_year = null, schedule = null
from teachers p, schools s
where p.id = t.teacher_id and s.id = t.school_id
and p.name = :person and s.name = :school and t.role = :role and t.started_on = :from;
update training_periods t set finished_on = :from - 1
from teachers p, schools s
where p.id = t.teacher_id and s.id = t.school_id
and p.name = :person and s.name = :school and t.role = :role
and t.started_on < :from and t.period @> :from;
insert into training_periods (
    teacher_id, school_id, ect_at_school_period_id, mentor_at_school_period_id,
    programme, started_on, finished_on)
select p.id, s.id, (
        select e.id from ect_at_school_periods e
        where e.teacher_id = p.id and e.school_id = s.id and :role = 'ect'
        order by e.period @> :from desc, abs(e.started_on - :from) limit 1), (
        select m.id from mentor_at_school_periods m
        where m.teacher_id = p.id and m.school_id = s.id and :role = 'mentor'
        order by m.period @> :from desc, abs(m.started_on - :from) limit 1),
    'school-led', :from, coalesce((
        select e.finished_on from ect_at_school_periods e
        where e.teacher_id = p.id and e.school_id = s.id and :role = 'ect' and e.period @> :from), (
        select m.finished_on from mentor_at_school_periods m
        where m.teacher_id = p.id and m.school_id = s.id and :role = 'mentor' and m.period @> :from))
from teachers p, schools s
where p.name = :person and s.name = :school
and not exists (
    select from training_periods t
    where t.teacher_id = p.id and t.role = :role and t.school_id = s.id and t.started_on = :from);

-- fact: training_ends
select set_config('early_careers.today', :today::text, true);
update training_periods t set finished_on = :on
from teachers p
where p.id = t.teacher_id and p.name = :person and t.role = :role and t.period @> :on;

-- fact: training_deferred
select set_config('early_careers.today', :today::text, true);
update training_periods t set deferred_on = :on, deferral_reason = :reason, finished_on = least(t.finished_on, :on)
from teachers p, lead_providers l
where p.id = t.teacher_id and l.id = t.lead_provider_id
and p.name = :person and t.role = :role and l.name = :lead_provider and t.delivery_partner_id is not null
and not exists (
    select from training_periods later
    where later.teacher_id = t.teacher_id and later.role = t.role and later.lead_provider_id = t.lead_provider_id
    and later.delivery_partner_id is not null and later.started_on > t.started_on);

-- fact: training_withdrawn
select set_config('early_careers.today', :today::text, true);
update training_periods t set withdrawn_on = :on, withdrawal_reason = :reason, finished_on = least(t.finished_on, :on)
from teachers p, lead_providers l
where p.id = t.teacher_id and l.id = t.lead_provider_id
and p.name = :person and t.role = :role and l.name = :lead_provider and t.delivery_partner_id is not null
and not exists (
    select from training_periods later
    where later.teacher_id = t.teacher_id and later.role = t.role and later.lead_provider_id = t.lead_provider_id
    and later.delivery_partner_id is not null and later.started_on > t.started_on);

-- fact: training_resumed
select set_config('early_careers.today', :today::text, true);
insert into training_periods (
    teacher_id, school_id, ect_at_school_period_id, mentor_at_school_period_id,
    programme, lead_provider_id, delivery_partner_id, contract_year, schedule, started_on, finished_on)
select t.teacher_id, t.school_id, t.ect_at_school_period_id, t.mentor_at_school_period_id,
    t.programme, t.lead_provider_id, t.delivery_partner_id, t.contract_year, t.schedule, :on,
    coalesce(e.finished_on, m.finished_on)
from training_periods t
left join ect_at_school_periods e on e.id = t.ect_at_school_period_id
left join mentor_at_school_periods m on m.id = t.mentor_at_school_period_id,
teachers p, lead_providers l
where p.id = t.teacher_id and l.id = t.lead_provider_id
and p.name = :person and t.role = :role and l.name = :lead_provider and t.delivery_partner_id is not null
and not exists (
    select from training_periods later
    where later.teacher_id = t.teacher_id and later.role = t.role and later.lead_provider_id = t.lead_provider_id
    and later.delivery_partner_id is not null and later.started_on > t.started_on);

-- fact: mentor_funding_ends
select set_config('early_careers.today', :today::text, true);
insert into teachers (name) values (:mentor) on conflict (name) do nothing;
delete from training_periods t
using teachers p
where p.id = t.teacher_id and p.name = :mentor and t.role = 'mentor' and t.started_on > :on;
update training_periods t set finished_on = :on
from teachers p
where p.id = t.teacher_id and p.name = :mentor and t.role = 'mentor' and t.period @> :on;
update teachers set mentor_funding_ended_on = :on, mentor_funding_end_reason = :reason where name = :mentor;

-- fact: declared
select set_config('early_careers.today', :today::text, true);
insert into declarations (
    training_period_id, teacher_id, role, delivery_partner_id, declaration_type, declared_on, recorded_on)
select (
        select t.id from training_periods t, lead_providers l
        where t.teacher_id = p.id and t.role = :role and l.id = t.lead_provider_id and l.name = :lead_provider
        and t.delivery_partner_id is not null
        order by t.started_on desc limit 1), p.id, :role, (
        select t.delivery_partner_id from training_periods t, lead_providers l
        where t.teacher_id = p.id and t.role = :role and l.id = t.lead_provider_id and l.name = :lead_provider
        and t.delivery_partner_id is not null
        order by t.started_on desc limit 1),
    :type::declaration_type, :on, :today
from teachers p
where p.name = :person;

-- fact: declaration_becomes
-- The last one of that type.
select set_config('early_careers.today', :today::text, true);
update declarations d set state = :state::declaration_state
from training_periods t, teachers p, lead_providers l
where t.id = d.training_period_id and p.id = t.teacher_id and l.id = t.lead_provider_id
and p.name = :person and t.role = :role and l.name = :lead_provider and d.declaration_type = :type::declaration_type
and not exists (
    select from declarations later
    where later.teacher_id = d.teacher_id and later.role = d.role and later.declaration_type = d.declaration_type
    and later.id > d.id);

-- fact: declaration_partner_changes
select set_config('early_careers.today', :today::text, true);
insert into delivery_partners (name) values (:delivery_partner) on conflict (name) do nothing;
update declarations d
set delivery_partner_id = (select id from delivery_partners where name = :delivery_partner)
from training_periods t, teachers p, lead_providers l
where t.id = d.training_period_id and p.id = t.teacher_id and l.id = t.lead_provider_id
and p.name = :person and t.role = :role and l.name = :lead_provider and d.declaration_type = :type::declaration_type;

-- fact: leaving_cancelled
-- In one statement for each role: what ended with the time at the school has its last day.
select set_config('early_careers.today', :today::text, true);
with spell as (
    select e.id, e.finished_on
    from ect_at_school_periods e, teachers p, schools s
    where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'ect'
    and not exists (
        select from ect_at_school_periods later
        where later.teacher_id = e.teacher_id and later.school_id = e.school_id and later.started_on > e.started_on)
), mentoring as (
    update mentorship_periods m set finished_on = null
    from spell where m.ect_at_school_period_id = spell.id and m.finished_on = spell.finished_on
), training as (
    update training_periods t set finished_on = null
    from spell where t.ect_at_school_period_id = spell.id and t.finished_on = spell.finished_on
    and t.training_status = 'active'
)
update ect_at_school_periods e set finished_on = null from spell where e.id = spell.id;
with spell as (
    select e.id, e.finished_on
    from mentor_at_school_periods e, teachers p, schools s
    where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'mentor'
    and not exists (
        select from mentor_at_school_periods later
        where later.teacher_id = e.teacher_id and later.school_id = e.school_id and later.started_on > e.started_on)
), mentoring as (
    update mentorship_periods m set finished_on = null
    from spell where m.mentor_at_school_period_id = spell.id and m.finished_on = spell.finished_on
), training as (
    update training_periods t set finished_on = null
    from spell where t.mentor_at_school_period_id = spell.id and t.finished_on = spell.finished_on
    and t.training_status = 'active'
)
update mentor_at_school_periods e set finished_on = null from spell where e.id = spell.id;

-- fact: registration_undone
-- For each role: all ends where something was, or is to be, paid for; all goes where nothing was.
select set_config('early_careers.today', :today::text, true);
with spell as (
    select e.id
    from ect_at_school_periods e, teachers p, schools s
    where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'ect'
    order by e.started_on desc limit 1
), training as (
    select t.id from training_periods t join spell on spell.id = t.ect_at_school_period_id
), paid as (
    select from declarations d join training on training.id = d.training_period_id
    where d.state not in ('submitted', 'voided')
), ended_training as (
    update training_periods t set finished_on = least(finished_on, greatest(started_on, :today))
    from training where t.id = training.id and exists (select from paid)
), ended_mentoring as (
    update mentorship_periods m set finished_on = least(finished_on, greatest(started_on, :today))
    from spell where m.ect_at_school_period_id = spell.id and exists (select from paid)
)
update ect_at_school_periods e set finished_on = least(finished_on, greatest(started_on, :today))
from spell where e.id = spell.id and exists (select from paid);
with spell as (
    select e.id
    from ect_at_school_periods e, teachers p, schools s
    where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'ect'
    order by e.started_on desc limit 1
), training as (
    select t.id from training_periods t join spell on spell.id = t.ect_at_school_period_id
), paid as (
    select from declarations d join training on training.id = d.training_period_id
    where d.state not in ('submitted', 'voided')
), no_declarations as (
    delete from declarations d
    using training where d.training_period_id = training.id and not exists (select from paid)
), no_training as (
    delete from training_periods t using training where t.id = training.id and not exists (select from paid)
), no_mentoring as (
    delete from mentorship_periods m
    using spell where m.ect_at_school_period_id = spell.id and not exists (select from paid)
)
delete from ect_at_school_periods e using spell where e.id = spell.id and not exists (select from paid);
with spell as (
    select e.id
    from mentor_at_school_periods e, teachers p, schools s
    where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'mentor'
    order by e.started_on desc limit 1
), training as (
    select t.id from training_periods t join spell on spell.id = t.mentor_at_school_period_id
), paid as (
    select from declarations d join training on training.id = d.training_period_id
    where d.state not in ('submitted', 'voided')
), ended_training as (
    update training_periods t set finished_on = least(finished_on, greatest(started_on, :today))
    from training where t.id = training.id and exists (select from paid)
), ended_mentoring as (
    update mentorship_periods m set finished_on = least(finished_on, greatest(started_on, :today))
    from spell where m.mentor_at_school_period_id = spell.id and exists (select from paid)
)
update mentor_at_school_periods e set finished_on = least(finished_on, greatest(started_on, :today))
from spell where e.id = spell.id and exists (select from paid);
with spell as (
    select e.id
    from mentor_at_school_periods e, teachers p, schools s
    where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'mentor'
    order by e.started_on desc limit 1
), training as (
    select t.id from training_periods t join spell on spell.id = t.mentor_at_school_period_id
), paid as (
    select from declarations d join training on training.id = d.training_period_id
    where d.state not in ('submitted', 'voided')
), no_declarations as (
    delete from declarations d
    using training where d.training_period_id = training.id and not exists (select from paid)
), no_training as (
    delete from training_periods t using training where t.id = training.id and not exists (select from paid)
), no_mentoring as (
    delete from mentorship_periods m
    using spell where m.mentor_at_school_period_id = spell.id and not exists (select from paid)
)
delete from mentor_at_school_periods e using spell where e.id = spell.id and not exists (select from paid);

-- fact: school_dates_corrected
select set_config('early_careers.today', :today::text, true);
update ect_at_school_periods e set started_on = :right_from, finished_on = :right_until
from teachers p, schools s
where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'ect'
and e.started_on = :from;
update mentor_at_school_periods e set started_on = :right_from, finished_on = :right_until
from teachers p, schools s
where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'mentor'
and e.started_on = :from;

-- fact: mentoring_dates_corrected
select set_config('early_careers.today', :today::text, true);
update mentorship_periods m set started_on = :right_from, finished_on = :right_until
from teachers mentor, teachers ect
where mentor.id = m.mentor_id and ect.id = m.ect_id and mentor.name = :mentor and ect.name = :ect
and m.started_on = :from;

-- fact: training_dates_corrected
select set_config('early_careers.today', :today::text, true);
update training_periods t set started_on = :right_from, finished_on = :right_until
from teachers p
where p.id = t.teacher_id and p.name = :person and t.role = :role and t.started_on = :from;

-- fact: training_programme_corrected
select set_config('early_careers.today', :today::text, true);
update training_periods t set programme = :right_programme
from teachers p
where p.id = t.teacher_id and p.name = :person and t.role = :role and t.started_on = :from;

-- fact: induction_dates_corrected
select set_config('early_careers.today', :today::text, true);
update induction_periods i set started_on = :right_from, finished_on = :right_until
from teachers p
where p.id = i.teacher_id and p.name = :ect and i.started_on = :from;

-- fact: school_spell_removed
select set_config('early_careers.today', :today::text, true);
delete from ect_at_school_periods e
using teachers p, schools s
where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'ect'
and e.started_on = :from;
delete from mentor_at_school_periods e
using teachers p, schools s
where p.id = e.teacher_id and s.id = e.school_id and p.name = :person and s.name = :school and :role = 'mentor'
and e.started_on = :from;

-- fact: mentoring_removed
select set_config('early_careers.today', :today::text, true);
delete from mentorship_periods m
using teachers mentor, teachers ect
where mentor.id = m.mentor_id and ect.id = m.ect_id and mentor.name = :mentor and ect.name = :ect
and m.started_on = :from;

-- fact: training_removed
select set_config('early_careers.today', :today::text, true);
delete from training_periods t
using teachers p
where p.id = t.teacher_id and p.name = :person and t.role = :role and t.started_on = :from;

-- fact: induction_removed
select set_config('early_careers.today', :today::text, true);
delete from induction_periods i
using teachers p
where p.id = i.teacher_id and p.name = :ect and i.started_on = :from;

-- fact: recorded_in_error
select set_config('early_careers.today', :today::text, true);
delete from teachers where name = :name and :kind = 'person';
delete from schools where name = :name and :kind = 'school';
delete from lead_providers where name = :name and :kind = 'lead provider';
delete from delivery_partners where name = :name and :kind = 'delivery partner';
delete from appropriate_bodies where name = :name and :kind = 'appropriate body';
delete from contract_periods where year::text = :name and :kind = 'contract year';
delete from schedules where contract_year || ' ' || identifier = :name and :kind = 'schedule';

-- fact: partnership_recorded_in_error
select set_config('early_careers.today', :today::text, true);
delete from school_partnerships r
using schools s, lead_providers l, delivery_partners d
where s.id = r.school_id and l.id = r.lead_provider_id and d.id = r.delivery_partner_id
and s.name = :school and l.name = :lead_provider and d.name = :delivery_partner and r.contract_year = :contract_year;

-- fact: people_merged
-- What hangs on the times at school follows them, by the foreign keys.
select set_config('early_careers.today', :today::text, true);
update ect_at_school_periods set teacher_id = survivor.id
from teachers duplicate, teachers survivor
where teacher_id = duplicate.id and duplicate.name = :duplicate and survivor.name = :survivor;
update mentor_at_school_periods set teacher_id = survivor.id
from teachers duplicate, teachers survivor
where teacher_id = duplicate.id and duplicate.name = :duplicate and survivor.name = :survivor;
update induction_periods set teacher_id = survivor.id
from teachers duplicate, teachers survivor
where teacher_id = duplicate.id and duplicate.name = :duplicate and survivor.name = :survivor;
update induction_extensions set teacher_id = survivor.id
from teachers duplicate, teachers survivor
where teacher_id = duplicate.id and duplicate.name = :duplicate and survivor.name = :survivor;
update email_periods set teacher_id = survivor.id
from teachers duplicate, teachers survivor
where teacher_id = duplicate.id and duplicate.name = :duplicate and survivor.name = :survivor;
update teachers p set merged_into_id = survivor.id, trn = null
from teachers duplicate, teachers survivor
where duplicate.id in (p.id, p.merged_into_id) and duplicate.name = :duplicate and survivor.name = :survivor;
update teachers survivor
set mentor_funding_ended_on = duplicate.mentor_funding_ended_on,
    mentor_funding_end_reason = duplicate.mentor_funding_end_reason
from teachers duplicate
where duplicate.name = :duplicate and survivor.name = :survivor and survivor.mentor_funding_ended_on is null
and duplicate.mentor_funding_ended_on is not null;
