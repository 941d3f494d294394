-- question: school_of
-- Also a school where they are a mentor.
select s.name::text as school
from participants p
join tenureships t on t.participant_id = p.id
join schools s on s.id = t.school_id
where p.name = :ect and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on);

-- question: mentor_schools
-- Also a school where they are an ECT.
select s.name::text as school
from participants p
join tenureships t on t.participant_id = p.id
join schools s on s.id = t.school_id
where p.name = :mentor and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on);

-- question: people_at_school (inexpressible: a spell at a school does not say in which role)

-- question: mentor_of
select pm.name::text as mentor
from participants pe
join tenureships e on e.participant_id = pe.id
join mentorships m on m.mentee_id = e.id
join tenureships t on t.id = m.mentor_id
join participants pm on pm.id = t.participant_id
where pe.name = :ect and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on);

-- question: mentees_of
select pe.name::text as ect
from participants pm
join tenureships t on t.participant_id = pm.id
join mentorships m on m.mentor_id = t.id
join tenureships e on e.id = m.mentee_id
join participants pe on pe.id = e.participant_id
where pm.name = :mentor and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on);

-- question: school_history
-- In either role.
select s.name::text as school, t.started_on, t.finished_on
from participants p
join tenureships t on t.participant_id = p.id
join schools s on s.id = t.school_id
where p.name = :person and :role in ('ect', 'mentor');

-- question: mentor_history
select pm.name::text as mentor, m.started_on, m.finished_on
from participants pe
join tenureships e on e.participant_id = pe.id
join mentorships m on m.mentee_id = e.id
join tenureships t on t.id = m.mentor_id
join participants pm on pm.id = t.participant_id
where pe.name = :ect;

-- question: urn_of_school (inexpressible: a school has a name and nothing else)

-- question: email_holder (inexpressible: a participant has a name and nothing else)

-- question: merged_into (inexpressible: of two people who were one only one is left)

-- question: training_of (inexpressible: training has neither a programme nor a schedule)

-- question: training_history
-- In either role; there is no status but being trained.
select lp.name::text as lead_provider, r.started_on, r.finished_on, 'active' as training_status
from participants p
join participants_provider_relationships r on r.participant_id = p.id
join provider_relationships pr on pr.id = r.provider_relationship_id
join lead_providers lp on lp.id = pr.lead_provider_id
where p.name = :person and :role in ('ect', 'mentor');

-- question: left_frozen_year (inexpressible: a cohort is a year and nothing else)

-- question: interest_in_school (inexpressible: a relationship of two providers is at no school)

-- question: enrolments (inexpressible: training says neither in which role nor with which status)

-- question: enrolment_detail (inexpressible: training says neither in which role nor on which schedule)

-- question: participants (inexpressible: training says neither in which role nor with which status)

-- question: transfers
-- Training is at no school: what ran during the spell is taken to be there.
select
    case
        when j.lead_provider_id is null then 'unknown'
        when j.lead_provider_id = l.lead_provider_id then 'new_school'
        else 'new_provider'
    end as type,
    case when t.finished_on > :today or n.started_on > :today then 'incomplete' else 'complete' end as status,
    ls.name::text as leaving_school,
    js.name::text as joining_school
from participants p
join tenureships t on t.participant_id = p.id
join schools ls on ls.id = t.school_id
join lateral (
    select pr.lead_provider_id
    from participants_provider_relationships r
    join provider_relationships pr on pr.id = r.provider_relationship_id
    where r.participant_id = p.id and r.started_on between t.started_on and t.finished_on
    order by r.started_on desc
    limit 1
) as l on true
left join lateral (
    select a.* from tenureships a
    where a.participant_id = p.id and a.started_on > t.finished_on
    order by a.started_on
    limit 1
) as n on true
left join lateral (
    select pr.lead_provider_id
    from participants_provider_relationships r
    join provider_relationships pr on pr.id = r.provider_relationship_id
    where r.participant_id = p.id and r.started_on >= n.started_on
    and (n.finished_on is null or r.started_on <= n.finished_on)
    order by r.started_on
    limit 1
) as j on true
left join schools js on js.id = n.school_id and j.lead_provider_id is not null
join lead_providers lp on lp.id in (l.lead_provider_id, j.lead_provider_id)
where p.name = :person and lp.name = :lead_provider and t.finished_on is not null
and n.school_id is distinct from t.school_id;

-- question: unfunded_mentors
select distinct pm.name::text as mentor
from lead_providers lp
join provider_relationships pr on pr.lead_provider_id = lp.id
join participants_provider_relationships r on r.provider_relationship_id = pr.id
join tenureships e on e.participant_id = r.participant_id
join mentorships m on m.mentee_id = e.id
join tenureships t on t.id = m.mentor_id
join participants pm on pm.id = t.participant_id
where lp.name = :lead_provider
and r.started_on <= :today and (r.finished_on is null or r.finished_on >= :today)
and m.started_on <= :today and (m.finished_on is null or m.finished_on >= :today)
and not exists (
    select
    from participants_provider_relationships own
    join provider_relationships opr on opr.id = own.provider_relationship_id
    where own.participant_id = pm.id and opr.lead_provider_id = lp.id
);

-- question: declarations_listed (inexpressible: there are no declarations)

-- question: declaration_partner (inexpressible: there are no declarations)

-- question: declarations_outside_training (inexpressible: there are no declarations)

-- question: induction_days
-- The prototype's own way: the days of all mentorships, known mentor or not, that are also an appropriate body's.
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from unnest((
        select range_agg(daterange(m.started_on, least(m.finished_on, :today), '[]'))
        from participants p
        join tenureships t on t.participant_id = p.id
        join mentorships m on m.mentee_id = t.id
        where p.name = :ect and m.started_on <= :today
    ) * (
        select range_agg(daterange(a.started_on, least(a.finished_on, :today), '[]'))
        from participants p
        join appropriate_body_associations a on a.participant_id = p.id
        where p.name = :ect and a.started_on <= :today
    )) as days;

-- question: appropriate_body_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from unnest((
        select range_agg(daterange(a.started_on, least(a.finished_on, :today), '[]'))
        from participants p
        join appropriate_body_associations a on a.participant_id = p.id
        where p.name = :ect and a.started_on <= :today
    )) as days;

-- question: mentored_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from unnest((
        select range_agg(daterange(m.started_on, least(m.finished_on, :today), '[]'))
        from participants p
        join tenureships t on t.participant_id = p.id
        join mentorships m on m.mentee_id = t.id
        where p.name = :ect and m.started_on <= :today
    )) as days;

-- question: induction_end_date (inexpressible: an association with an appropriate body has no outcome)

-- question: extension_terms (inexpressible: there are no terms)

-- question: school_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: people_at_school_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: mentor_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: training_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: enrolments_as_known (inexpressible: rows are overwritten, and what they said before is gone)
