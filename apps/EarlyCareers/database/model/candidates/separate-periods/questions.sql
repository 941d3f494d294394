-- How each question is answered. The …_as_known ones ask the views of the schema known, which hold what every row said
-- and when, and are otherwise the same.

-- question: school_of
select s.name as school
from ect_at_school_periods e
join teachers p on p.id = e.teacher_id
join schools s on s.id = e.school_id
where p.name = :ect and e.period @> :on;

-- question: mentor_schools
select s.name as school
from mentor_at_school_periods m
join teachers p on p.id = m.teacher_id
join schools s on s.id = m.school_id
where p.name = :mentor and m.period @> :on;

-- question: people_at_school
select p.name as person, 'ect' as role
from ect_at_school_periods e
join teachers p on p.id = e.teacher_id
join schools s on s.id = e.school_id
where s.name = :school and e.period @> :on
union all
select p.name, 'mentor'
from mentor_at_school_periods m
join teachers p on p.id = m.teacher_id
join schools s on s.id = m.school_id
where s.name = :school and m.period @> :on;

-- question: mentor_of
select mentor.name as mentor
from mentorship_periods m
join teachers ect on ect.id = m.ect_id
join teachers mentor on mentor.id = m.mentor_id
where ect.name = :ect and m.period @> :on;

-- question: mentees_of
select ect.name as ect
from mentorship_periods m
join teachers ect on ect.id = m.ect_id
join teachers mentor on mentor.id = m.mentor_id
where mentor.name = :mentor and m.period @> :on;

-- question: school_history
select s.name as school, e.started_on, e.finished_on
from ect_at_school_periods e
join teachers p on p.id = e.teacher_id
join schools s on s.id = e.school_id
where p.name = :person and :role = 'ect'
union all
select s.name, m.started_on, m.finished_on
from mentor_at_school_periods m
join teachers p on p.id = m.teacher_id
join schools s on s.id = m.school_id
where p.name = :person and :role = 'mentor';

-- question: mentor_history
select mentor.name as mentor, m.started_on, m.finished_on
from mentorship_periods m
join teachers ect on ect.id = m.ect_id
join teachers mentor on mentor.id = m.mentor_id
where ect.name = :ect;

-- question: urn_of_school
select s.urn
from ect_at_school_periods e
join teachers p on p.id = e.teacher_id
join schools s on s.id = e.school_id
where p.name = :ect and e.period @> :on;

-- question: email_holder
select distinct p.name as person
from email_periods e
join teachers p on p.id = e.teacher_id
where lower(e.email) = lower(:email) and e.period @> :on;

-- question: merged_into
select survivor.name as survivor
from teachers p
join teachers survivor on survivor.id = p.merged_into_id
where p.name = :person;

-- question: training_of
select t.programme, l.name as lead_provider, d.name as delivery_partner, t.contract_year, t.schedule
from training_periods t
join teachers p on p.id = t.teacher_id
left join lead_providers l on l.id = t.lead_provider_id
left join delivery_partners d on d.id = t.delivery_partner_id
where p.name = :person and t.role = :role and t.period @> :on;

-- question: training_history
select l.name as lead_provider, t.started_on, t.finished_on, t.training_status
from training_periods t
join teachers p on p.id = t.teacher_id
left join lead_providers l on l.id = t.lead_provider_id
where p.name = :person and t.role = :role;

-- question: left_frozen_year
select distinct t.contract_year
from training_periods t
join teachers p on p.id = t.teacher_id
join contract_periods y on y.year = t.contract_year
join training_periods latest on latest.teacher_id = t.teacher_id and latest.role = t.role
where p.name = :person and t.role = :role and y.payments_frozen_on is not null
and latest.contract_year <> t.contract_year and not exists (
    select from training_periods later
    where later.teacher_id = t.teacher_id and later.role = t.role and later.contract_year is not null
    and later.started_on > latest.started_on);

-- question: interest_in_school
select exists (
    select from training_periods t
    join lead_providers l on l.id = t.lead_provider_id
    join schools s on s.id = t.school_id
    where l.name = :lead_provider and s.name = :school and t.contract_year = :contract_year
    and t.delivery_partner_id is null) as interest;

-- question: enrolments
select t.role, s.name as school, t.contract_year, t.training_status,
    participant_status(:today, t.started_on, t.finished_on, t.training_status,
        coalesce(i.finished_on, trained.mentor_funding_ended_on)) as participant_status
from training_periods t
join teachers p on p.id = t.teacher_id
join lead_providers l on l.id = t.lead_provider_id
join schools s on s.id = t.school_id
left join induction_periods i on i.teacher_id = t.teacher_id and t.role = 'ect' and i.outcome is not null
left join teachers trained on trained.id = t.teacher_id and t.role = 'mentor'
    and trained.mentor_funding_end_reason = 'completed'
where l.name = :lead_provider and p.name = :person and t.delivery_partner_id is not null
and not exists (
    select from training_periods later
    where later.teacher_id = t.teacher_id and later.role = t.role and later.lead_provider_id = t.lead_provider_id
    and later.delivery_partner_id is not null and later.started_on > t.started_on);

-- question: enrolment_detail
select d.name as delivery_partner, t.schedule, (
    select mentor.name
    from mentorship_periods m
    join teachers mentor on mentor.id = m.mentor_id
    where m.ect_id = t.teacher_id and t.role = 'ect' and coalesce(m.finished_on, 'infinity') >= :today
    order by m.started_on limit 1) as mentor
from training_periods t
join teachers p on p.id = t.teacher_id
join lead_providers l on l.id = t.lead_provider_id
join delivery_partners d on d.id = t.delivery_partner_id
where l.name = :lead_provider and p.name = :person and t.role = :role
and not exists (
    select from training_periods later
    where later.teacher_id = t.teacher_id and later.role = t.role and later.lead_provider_id = t.lead_provider_id
    and later.delivery_partner_id is not null and later.started_on > t.started_on);

-- question: participants
-- The page comes first, and what is shown is looked up for its people: however large the provider, it walks the names
-- from :after on until the page is full. Written as joins, a plan for any :page_size reads all training there is.
select p.name as person, t.role, s.name as school, t.contract_year, t.training_status,
    participant_status(:today, t.started_on, t.finished_on, t.training_status,
        coalesce(i.finished_on, trained.mentor_funding_ended_on)) as participant_status
from (
    select listed.id, listed.name, l.id as lead_provider_id
    from teachers listed
    join lead_providers l on l.name = :lead_provider
    where listed.name > :after and (
        select true from training_periods with_provider
        where with_provider.teacher_id = listed.id and with_provider.lead_provider_id = l.id
        and with_provider.delivery_partner_id is not null limit 1)
    order by listed.name limit :page_size
) p
cross join lateral (
    select * from training_periods of_person
    where of_person.teacher_id = p.id and of_person.lead_provider_id = p.lead_provider_id
    and of_person.delivery_partner_id is not null
    order by of_person.started_on
) t
join schools s on s.id = t.school_id
left join induction_periods i on i.teacher_id = t.teacher_id and t.role = 'ect' and i.outcome is not null
left join teachers trained on trained.id = t.teacher_id and t.role = 'mentor'
    and trained.mentor_funding_end_reason = 'completed'
where not exists (
    select from training_periods later
    where later.teacher_id = t.teacher_id and later.role = t.role and later.lead_provider_id = t.lead_provider_id
    and later.delivery_partner_id is not null and later.started_on > t.started_on)
order by p.name, t.role;

-- question: transfers
select case
        when first_there.lead_provider_id is null then 'unknown'
        when first_there.lead_provider_id = last_here.lead_provider_id then 'new_school'
        else 'new_provider' end as type,
    case when here.finished_on > :today or there.started_on > :today then 'incomplete' else 'complete' end as status,
    s.name as leaving_school, new_school.name as joining_school
from ect_at_school_periods here
join teachers p on p.id = here.teacher_id
join schools s on s.id = here.school_id
join lead_providers l on l.name = :lead_provider
join training_periods last_here on last_here.ect_at_school_period_id = here.id
left join ect_at_school_periods there on there.teacher_id = here.teacher_id and there.started_on > here.started_on
    and not exists (
        select from ect_at_school_periods between_them
        where between_them.teacher_id = here.teacher_id
        and between_them.started_on > here.started_on and between_them.started_on < there.started_on)
left join schools new_school on new_school.id = there.school_id
left join training_periods first_there on first_there.ect_at_school_period_id = there.id
    and not exists (
        select from training_periods earlier
        where earlier.ect_at_school_period_id = there.id and earlier.started_on < first_there.started_on)
where p.name = :person and here.finished_on is not null and last_here.finished_on is not null
and not exists (
    select from training_periods later
    where later.ect_at_school_period_id = here.id and later.started_on > last_here.started_on)
and there.school_id is distinct from here.school_id
and (there.id is not null or not exists (
    select from induction_periods i where i.teacher_id = here.teacher_id and i.outcome is not null))
and (last_here.lead_provider_id = l.id and last_here.delivery_partner_id is not null
    or first_there.lead_provider_id = l.id and first_there.delivery_partner_id is not null);

-- question: unfunded_mentors
select distinct mentor.name as mentor
from training_periods t
join lead_providers l on l.id = t.lead_provider_id
join mentorship_periods m on m.ect_id = t.teacher_id
join teachers mentor on mentor.id = m.mentor_id
where l.name = :lead_provider and t.role = 'ect' and t.delivery_partner_id is not null
and t.period @> :today and m.period @> :today
and not exists (
    select from training_periods own
    where own.teacher_id = m.mentor_id and own.role = 'mentor' and own.lead_provider_id = l.id
    and own.delivery_partner_id is not null);

-- question: declarations_listed
select declaring.name as declared_by, d.declaration_type::text as type, d.declared_on, d.state::text
from declarations d
join training_periods t on t.id = d.training_period_id
join lead_providers declaring on declaring.id = t.lead_provider_id
join training_periods latest on latest.teacher_id = d.teacher_id and latest.role = d.role
join lead_providers l on l.id = latest.lead_provider_id
join teachers p on p.id = d.teacher_id
where p.name = :person and d.role = :role and l.name = :lead_provider and latest.delivery_partner_id is not null
and not exists (
    select from training_periods later
    where later.teacher_id = latest.teacher_id and later.role = latest.role
    and later.lead_provider_id = latest.lead_provider_id and later.delivery_partner_id is not null
    and later.started_on > latest.started_on)
and (t.lead_provider_id = l.id
    or d.state in ('submitted', 'eligible', 'payable', 'paid')
    and d.declared_on <= coalesce(latest.finished_on, 'infinity'));

-- question: declaration_partner
select b.name as delivery_partner
from declarations d
join teachers p on p.id = d.teacher_id
join delivery_partners b on b.id = d.delivery_partner_id
where p.name = :person and d.role = :role and d.declaration_type = :type::declaration_type
and d.state in ('submitted', 'eligible', 'payable', 'paid');

-- question: declarations_outside_training
select d.declaration_type::text as type, d.declared_on
from declarations d
join training_periods t on t.id = d.training_period_id
join teachers p on p.id = d.teacher_id
where p.name = :person and d.role = :role and d.state in ('submitted', 'eligible', 'payable', 'paid')
and not exists (
    select from training_periods at_the_time
    where at_the_time.teacher_id = d.teacher_id and at_the_time.role = d.role
    and at_the_time.lead_provider_id = t.lead_provider_id and at_the_time.period @> d.declared_on);

-- question: induction_days
-- Neither kind of period overlaps with its own kind, so that no day is counted twice; least() passes over an open end.
select coalesce(sum(
    least(m.finished_on, i.finished_on, :today) - greatest(m.started_on, i.started_on) + 1), 0)::int as days
from teachers p
join mentorship_periods m on m.ect_id = p.id
join induction_periods i on i.teacher_id = p.id and i.period && m.period
where p.name = :ect and m.started_on <= :today and i.started_on <= :today;

-- question: appropriate_body_days
select coalesce(sum(least(i.finished_on, :today) - i.started_on + 1), 0)::int as days
from induction_periods i
join teachers p on p.id = i.teacher_id
where p.name = :ect and i.started_on <= :today;

-- question: mentored_days
select coalesce(sum(least(m.finished_on, :today) - m.started_on + 1), 0)::int as days
from mentorship_periods m
join teachers p on p.id = m.ect_id
where p.name = :ect and m.started_on <= :today;

-- question: induction_end_date
select i.finished_on
from teachers p
left join induction_periods i on i.teacher_id = p.id and i.outcome is not null
where p.name = :ect;

-- question: extension_terms
select coalesce(sum(x.number_of_terms), 0) as terms
from induction_extensions x
join teachers p on p.id = x.teacher_id
where p.name = :ect;

-- question: school_of_as_known
select s.name as school
from known.ect_at_school_periods e
join teachers p on p.id = e.teacher_id
join schools s on s.id = e.school_id
where p.name = :ect and e.period @> :on
and e.known_from < :known + 1 and e.known_until >= :known + 1;

-- question: people_at_school_as_known
select p.name as person, 'ect' as role
from known.ect_at_school_periods e
join teachers p on p.id = e.teacher_id
join schools s on s.id = e.school_id
where s.name = :school and e.period @> :on
and e.known_from < :known + 1 and e.known_until >= :known + 1
union all
select p.name, 'mentor'
from known.mentor_at_school_periods m
join teachers p on p.id = m.teacher_id
join schools s on s.id = m.school_id
where s.name = :school and m.period @> :on
and m.known_from < :known + 1 and m.known_until >= :known + 1;

-- question: mentor_of_as_known
select mentor.name as mentor
from known.mentorship_periods m
join teachers ect on ect.id = m.ect_id
join teachers mentor on mentor.id = m.mentor_id
where ect.name = :ect and m.period @> :on
and m.known_from < :known + 1 and m.known_until >= :known + 1;

-- question: training_of_as_known
select t.programme, l.name as lead_provider, d.name as delivery_partner, t.contract_year, t.schedule
from known.training_periods t
join teachers p on p.id = t.teacher_id
left join lead_providers l on l.id = t.lead_provider_id
left join delivery_partners d on d.id = t.delivery_partner_id
where p.name = :person and t.role = :role and t.period @> :on
and t.known_from < :known + 1 and t.known_until >= :known + 1;

-- question: enrolments_as_known
select t.role, s.name as school, t.contract_year, t.training_status,
    participant_status(:known, t.started_on, t.finished_on, t.training_status,
        coalesce(i.finished_on, trained.mentor_funding_ended_on)) as participant_status
from known.training_periods t
join teachers p on p.id = t.teacher_id
join lead_providers l on l.id = t.lead_provider_id
join schools s on s.id = t.school_id
left join known.induction_periods i on i.teacher_id = t.teacher_id and t.role = 'ect' and i.outcome is not null
    and i.known_from < :known + 1 and i.known_until >= :known + 1
left join known.teachers trained on trained.id = t.teacher_id and t.role = 'mentor'
    and trained.mentor_funding_end_reason = 'completed'
    and trained.known_from < :known + 1 and trained.known_until >= :known + 1
where l.name = :lead_provider and p.name = :person and t.delivery_partner_id is not null
and t.known_from < :known + 1 and t.known_until >= :known + 1
and not exists (
    select from known.training_periods later
    where later.teacher_id = t.teacher_id and later.role = t.role and later.lead_provider_id = t.lead_provider_id
    and later.delivery_partner_id is not null and later.started_on > t.started_on
    and later.known_from < :known + 1 and later.known_until >= :known + 1);
