-- question: school_of
-- Also a school where they are a mentor.
select s.name::text as school
from people p
join registrations g on g.person_id = p.id
join schools s on s.id = g.funding_school_id
where p.name = :ect and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on);

-- question: mentor_schools
-- Also a school where they are an ECT.
select s.name::text as school
from people p
join registrations g on g.person_id = p.id
join schools s on s.id = g.funding_school_id
where p.name = :mentor and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on);

-- question: people_at_school (inexpressible: a registration does not say in which role)

-- question: mentor_of
select m.name::text as mentor
from people p
join registrations g on g.person_id = p.id
join induction_periods i on i.registration_id = g.id
join people m on m.id = i.mentor_id
where p.name = :ect and i.started_on <= :on and (i.finished_on is null or i.finished_on >= :on);

-- question: mentees_of
select p.name::text as ect
from people m
join induction_periods i on i.mentor_id = m.id
join registrations g on g.id = i.registration_id
join people p on p.id = g.person_id
where m.name = :mentor and i.started_on <= :on and (i.finished_on is null or i.finished_on >= :on);

-- question: school_history
-- In either role.
select s.name::text as school, g.started_on, g.finished_on
from people p
join registrations g on g.person_id = p.id
join schools s on s.id = g.funding_school_id
where p.name = :person and :role in ('ect', 'mentor');

-- question: mentor_history
-- Stretches that touch, stitched together.
select x.name::text as mentor, lower(days) as started_on, upper(days) - 1 as finished_on
from (
    select i.mentor_id, unnest(range_agg(daterange(i.started_on, i.finished_on, '[]'))) as days
    from people p
    join registrations g on g.person_id = p.id
    join induction_periods i on i.registration_id = g.id
    where p.name = :ect and i.mentor_id is not null
    group by i.registration_id, i.mentor_id
) as spells
join people x on x.id = spells.mentor_id;

-- question: urn_of_school
select s.id as urn
from people p
join registrations g on g.person_id = p.id
join schools s on s.id = g.funding_school_id
where p.name = :ect and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on);

-- question: email_holder (inexpressible: a person has a name and nothing else)

-- question: merged_into (inexpressible: of two people who were one only one is left)

-- question: training_of (inexpressible: training has no programme, no contract year and no schedule)

-- question: training_history
-- In either role; there is no status but being trained.
select lp.name::text as lead_provider, r.started_on, r.finished_on, 'active' as training_status
from people p
join registrations g on g.person_id = p.id
join training_periods r on r.registration_id = g.id
join lead_providers lp on lp.id = r.lead_provider_id
where p.name = :person and :role in ('ect', 'mentor');

-- question: left_frozen_year (inexpressible: there are no contract years)

-- question: interest_in_school (inexpressible: there are no contract years)

-- question: enrolments (inexpressible: there are no contract years)

-- question: enrolment_detail (inexpressible: training has no schedule)

-- question: participants (inexpressible: there are no contract years)

-- question: transfers
select
    case
        when j.lead_provider_id is null then 'unknown'
        when j.lead_provider_id = l.lead_provider_id then 'new_school'
        else 'new_provider'
    end as type,
    case when g.finished_on > :today or n.started_on > :today then 'incomplete' else 'complete' end as status,
    ls.name::text as leaving_school,
    js.name::text as joining_school
from people p
join registrations g on g.person_id = p.id
join schools ls on ls.id = g.funding_school_id
join lateral (
    select r.lead_provider_id from training_periods r
    where r.registration_id = g.id
    order by r.started_on desc
    limit 1
) as l on true
left join lateral (
    select a.* from registrations a
    where a.person_id = p.id and a.started_on > g.finished_on
    order by a.started_on
    limit 1
) as n on true
left join lateral (
    select r.lead_provider_id from training_periods r
    where r.registration_id = n.id
    order by r.started_on
    limit 1
) as j on true
left join schools js on js.id = n.funding_school_id and j.lead_provider_id is not null
join lead_providers lp on lp.id in (l.lead_provider_id, j.lead_provider_id)
where p.name = :person and lp.name = :lead_provider and g.finished_on is not null
and n.funding_school_id is distinct from g.funding_school_id;

-- question: unfunded_mentors
select distinct m.name::text as mentor
from lead_providers lp
join training_periods r on r.lead_provider_id = lp.id
join induction_periods i on i.registration_id = r.registration_id
join people m on m.id = i.mentor_id
where lp.name = :lead_provider and r.started_on <= :today and (r.finished_on is null or r.finished_on >= :today)
and i.started_on <= :today and (i.finished_on is null or i.finished_on >= :today)
and not exists (
    select
    from registrations og
    join training_periods own on own.registration_id = og.id
    where og.person_id = m.id and own.lead_provider_id = lp.id
);

-- question: declarations_listed (inexpressible: there are no declarations)

-- question: declaration_partner (inexpressible: there are no declarations)

-- question: declarations_outside_training (inexpressible: there are no declarations)

-- question: induction_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from (
    select unnest(range_agg(daterange(i.started_on, least(i.finished_on, :today), '[]'))) as days
    from people p
    join registrations g on g.person_id = p.id
    join induction_periods i on i.registration_id = g.id
    where p.name = :ect and i.started_on <= :today and i.mentor_id is not null and i.appropriate_body_id is not null
) as spells;

-- question: appropriate_body_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from (
    select unnest(range_agg(daterange(i.started_on, least(i.finished_on, :today), '[]'))) as days
    from people p
    join registrations g on g.person_id = p.id
    join induction_periods i on i.registration_id = g.id
    where p.name = :ect and i.started_on <= :today and i.appropriate_body_id is not null
) as spells;

-- question: mentored_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from (
    select unnest(range_agg(daterange(i.started_on, least(i.finished_on, :today), '[]'))) as days
    from people p
    join registrations g on g.person_id = p.id
    join induction_periods i on i.registration_id = g.id
    where p.name = :ect and i.started_on <= :today and i.mentor_id is not null
) as spells;

-- question: induction_end_date (inexpressible: an induction period has no outcome)

-- question: extension_terms (inexpressible: there are no terms)

-- question: school_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: people_at_school_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: mentor_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: training_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: enrolments_as_known (inexpressible: rows are overwritten, and what they said before is gone)
