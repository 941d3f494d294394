-- question: school_of
-- Also a school where they are a mentor.
select t.school_id::text as school
from tenureships t
where t.person_id = :ect and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on);

-- question: mentor_schools
-- Also a school where they are an ECT.
select t.school_id::text as school
from tenureships t
where t.person_id = :mentor and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on);

-- question: people_at_school (inexpressible: a spell at a school does not say in which role)

-- question: mentor_of
select t.person_id::text as mentor
from tenureships e
join mentorships m on m.mentee_id = e.id
join tenureships t on t.id = m.mentor_id
where e.person_id = :ect and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on);

-- question: mentees_of
select e.person_id::text as ect
from tenureships t
join mentorships m on m.mentor_id = t.id
join tenureships e on e.id = m.mentee_id
where t.person_id = :mentor and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on);

-- question: school_history
-- In either role.
select t.school_id::text as school, t.started_on, t.finished_on
from tenureships t
where t.person_id = :person and :role in ('ect', 'mentor');

-- question: mentor_history
select t.person_id::text as mentor, m.started_on, m.finished_on
from tenureships e
join mentorships m on m.mentee_id = e.id
join tenureships t on t.id = m.mentor_id
where e.person_id = :ect;

-- question: urn_of_school (inexpressible: a school is its name)

-- question: email_holder (inexpressible: a person is their name)

-- question: merged_into (inexpressible: of two people who were one only one is left)

-- question: training_of (inexpressible: training has no programme, no contract year and no schedule)

-- question: training_history
-- Pieces that touch, stitched together; in either role; there is no status but being trained.
select lead_provider_id::text as lead_provider, lower(days) as started_on, upper(days) - 1 as finished_on,
    'active' as training_status
from (
    select r.lead_provider_id, unnest(range_agg(daterange(r.started_on, r.finished_on, '[]'))) as days
    from tenureships e
    join mentorships m on m.mentee_id = e.id
    join training_periods r on r.mentorship_id = m.id
    where e.person_id = :person and :role in ('ect', 'mentor')
    group by r.lead_provider_id, r.delivery_partner_id
) as spells;

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
    case when t.finished_on > :today or n.started_on > :today then 'incomplete' else 'complete' end as status,
    t.school_id::text as leaving_school,
    case when j.lead_provider_id is not null then n.school_id end::text as joining_school
from tenureships t
join lateral (
    select r.lead_provider_id
    from mentorships m
    join training_periods r on r.mentorship_id = m.id
    where m.mentee_id = t.id
    order by r.started_on desc
    limit 1
) as l on true
left join lateral (
    select a.* from tenureships a
    where a.person_id = t.person_id and a.started_on > t.finished_on
    order by a.started_on
    limit 1
) as n on true
left join lateral (
    select r.lead_provider_id
    from mentorships m
    join training_periods r on r.mentorship_id = m.id
    where m.mentee_id = n.id
    order by r.started_on
    limit 1
) as j on true
where t.person_id = :person and t.finished_on is not null
and :lead_provider in (l.lead_provider_id, j.lead_provider_id)
and n.school_id is distinct from t.school_id;

-- question: unfunded_mentors
select distinct t.person_id::text as mentor
from training_periods r
join mentorships m on m.id = r.mentorship_id
join tenureships t on t.id = m.mentor_id
where r.lead_provider_id = :lead_provider and r.started_on <= :today
and (r.finished_on is null or r.finished_on >= :today)
and m.started_on <= :today and (m.finished_on is null or m.finished_on >= :today)
and not exists (
    select
    from tenureships o
    join mentorships om on om.mentee_id = o.id
    join training_periods own on own.mentorship_id = om.id
    where o.person_id = t.person_id and own.lead_provider_id = r.lead_provider_id
);

-- question: declarations_listed (inexpressible: there are no declarations)

-- question: declaration_partner (inexpressible: there are no declarations)

-- question: declarations_outside_training (inexpressible: there are no declarations)

-- question: induction_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from (
    select unnest(range_agg(daterange(i.started_on, least(i.finished_on, :today), '[]'))) as days
    from tenureships e
    join mentorships m on m.mentee_id = e.id
    join induction_periods i on i.mentorship_id = m.id
    where e.person_id = :ect and i.started_on <= :today and m.mentor_id is not null
) as spells;

-- question: appropriate_body_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from (
    select unnest(range_agg(daterange(i.started_on, least(i.finished_on, :today), '[]'))) as days
    from tenureships e
    join mentorships m on m.mentee_id = e.id
    join induction_periods i on i.mentorship_id = m.id
    where e.person_id = :ect and i.started_on <= :today
) as spells;

-- question: mentored_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from (
    select unnest(range_agg(daterange(m.started_on, least(m.finished_on, :today), '[]'))) as days
    from tenureships e
    join mentorships m on m.mentee_id = e.id
    where e.person_id = :ect and m.mentor_id is not null and m.started_on <= :today
) as spells;

-- question: induction_end_date (inexpressible: an induction period has no outcome)

-- question: extension_terms (inexpressible: there are no terms)

-- question: school_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: people_at_school_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: mentor_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: training_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: enrolments_as_known (inexpressible: rows are overwritten, and what they said before is gone)
