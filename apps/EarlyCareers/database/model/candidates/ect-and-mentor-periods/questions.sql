-- question: school_of
select s.name as school
from teachers t
join ect_at_school_periods a on a.teacher_id = t.id
join schools s on s.id = a.school_id
where t.name = :ect and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on);

-- question: mentor_schools
select s.name as school
from teachers t
join mentor_at_school_periods a on a.teacher_id = t.id
join schools s on s.id = a.school_id
where t.name = :mentor and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on);

-- question: people_at_school
select t.name as person, 'ect' as role
from schools s
join ect_at_school_periods a on a.school_id = s.id
join teachers t on t.id = a.teacher_id
where s.name = :school and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on)
union all
select t.name, 'mentor'
from schools s
join mentor_at_school_periods a on a.school_id = s.id
join teachers t on t.id = a.teacher_id
where s.name = :school and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on);

-- question: mentor_of
select tm.name as mentor
from teachers te
join ect_at_school_periods e on e.teacher_id = te.id
join mentorship_periods m on m.ect_at_school_period_id = e.id
join mentor_at_school_periods a on a.id = m.mentor_at_school_period_id
join teachers tm on tm.id = a.teacher_id
where te.name = :ect and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on);

-- question: mentees_of
select te.name as ect
from teachers tm
join mentor_at_school_periods a on a.teacher_id = tm.id
join mentorship_periods m on m.mentor_at_school_period_id = a.id
join ect_at_school_periods e on e.id = m.ect_at_school_period_id
join teachers te on te.id = e.teacher_id
where tm.name = :mentor and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on);

-- question: school_history
select s.name as school, a.started_on, a.finished_on
from teachers t
join ect_at_school_periods a on a.teacher_id = t.id
join schools s on s.id = a.school_id
where t.name = :person and :role = 'ect'
union all
select s.name, a.started_on, a.finished_on
from teachers t
join mentor_at_school_periods a on a.teacher_id = t.id
join schools s on s.id = a.school_id
where t.name = :person and :role = 'mentor';

-- question: mentor_history
select tm.name as mentor, m.started_on, m.finished_on
from teachers te
join ect_at_school_periods e on e.teacher_id = te.id
join mentorship_periods m on m.ect_at_school_period_id = e.id
join mentor_at_school_periods a on a.id = m.mentor_at_school_period_id
join teachers tm on tm.id = a.teacher_id
where te.name = :ect;

-- question: urn_of_school (inexpressible: a school has a name and nothing else)

-- question: email_holder (inexpressible: a teacher has a name and two years, and nothing else)

-- question: merged_into (inexpressible: of two people who were one only one is left)

-- question: training_of (inexpressible: training has neither a programme nor a schedule)

-- question: training_history
-- There is no status but being trained.
select lp.name as lead_provider, r.started_on, r.finished_on, 'active' as training_status
from training_periods r
join provider_partnerships pp on pp.id = r.provider_partnership_id
join lead_providers lp on lp.id = pp.lead_provider_id
where r.id in (
    select r.id
    from teachers t
    join ect_at_school_periods a on a.teacher_id = t.id
    join induction_periods i on i.ect_at_school_period_id = a.id
    join training_periods r on r.induction_period_id = i.id
    where :role = 'ect' and t.name = :person
    union all
    select r.id
    from teachers t
    join mentor_at_school_periods a on a.teacher_id = t.id
    join training_periods r on r.mentor_at_school_period_id = a.id
    where :role = 'mentor' and t.name = :person
);

-- question: left_frozen_year (inexpressible: an academic year is a year and nothing else)

-- question: interest_in_school (inexpressible: a partnership of two providers is at no school)

-- question: enrolments
-- The lead provider's training that starts last in each role; there is no status but being trained.
select distinct on (r.role) r.role, s.name as school, y.year as contract_year, 'active' as training_status,
    case
        when r.finished_on > :today then 'leaving'
        when r.finished_on is not null then 'left'
        when r.started_on > :today then 'joining'
        else 'active'
    end as participant_status
from (
    select 'ect' as role, a.school_id, r.*
    from teachers t
    join ect_at_school_periods a on a.teacher_id = t.id
    join induction_periods i on i.ect_at_school_period_id = a.id
    join training_periods r on r.induction_period_id = i.id
    where t.name = :person
    union all
    select 'mentor', a.school_id, r.*
    from teachers t
    join mentor_at_school_periods a on a.teacher_id = t.id
    join training_periods r on r.mentor_at_school_period_id = a.id
    where t.name = :person
) as r
join provider_partnerships pp on pp.id = r.provider_partnership_id
join lead_providers lp on lp.id = pp.lead_provider_id
join academic_years y on y.id = pp.academic_year_id
join schools s on s.id = r.school_id
where lp.name = :lead_provider
order by r.role, r.started_on desc;

-- question: enrolment_detail (inexpressible: training has no schedule)

-- question: participants
-- Each person's training that starts last in each role; there is no status but being trained.
with training as (
    select distinct on (r.person, r.role) r.*
    from (
        select t.name as person, 'ect' as role, a.school_id, pp.academic_year_id, r.started_on, r.finished_on
        from lead_providers lp
        join provider_partnerships pp on pp.lead_provider_id = lp.id
        join training_periods r on r.provider_partnership_id = pp.id
        join induction_periods i on i.id = r.induction_period_id
        join ect_at_school_periods a on a.id = i.ect_at_school_period_id
        join teachers t on t.id = a.teacher_id
        where lp.name = :lead_provider and t.name > :after
        union all
        select t.name, 'mentor', a.school_id, pp.academic_year_id, r.started_on, r.finished_on
        from lead_providers lp
        join provider_partnerships pp on pp.lead_provider_id = lp.id
        join training_periods r on r.provider_partnership_id = pp.id
        join mentor_at_school_periods a on a.id = r.mentor_at_school_period_id
        join teachers t on t.id = a.teacher_id
        where lp.name = :lead_provider and t.name > :after
    ) as r
    order by r.person, r.role, r.started_on desc
),
page as (
    select distinct person from training order by person limit :page_size
)
select r.person, r.role, s.name as school, y.year as contract_year, 'active' as training_status,
    case
        when r.finished_on > :today then 'leaving'
        when r.finished_on is not null then 'left'
        when r.started_on > :today then 'joining'
        else 'active'
    end as participant_status
from page
join training r on r.person = page.person
join schools s on s.id = r.school_id
join academic_years y on y.id = r.academic_year_id;

-- question: transfers
select
    case
        when j.lead_provider_id is null then 'unknown'
        when j.lead_provider_id = l.lead_provider_id then 'new_school'
        else 'new_provider'
    end as type,
    case when a.finished_on > :today or n.started_on > :today then 'incomplete' else 'complete' end as status,
    ls.name as leaving_school,
    js.name as joining_school
from teachers t
join ect_at_school_periods a on a.teacher_id = t.id
join schools ls on ls.id = a.school_id
join lateral (
    select pp.lead_provider_id
    from induction_periods i
    join training_periods r on r.induction_period_id = i.id
    join provider_partnerships pp on pp.id = r.provider_partnership_id
    where i.ect_at_school_period_id = a.id
    order by r.started_on desc
    limit 1
) as l on true
left join lateral (
    select e.* from ect_at_school_periods e
    where e.teacher_id = t.id and e.started_on > a.finished_on
    order by e.started_on
    limit 1
) as n on true
left join lateral (
    select pp.lead_provider_id
    from induction_periods i
    join training_periods r on r.induction_period_id = i.id
    join provider_partnerships pp on pp.id = r.provider_partnership_id
    where i.ect_at_school_period_id = n.id
    order by r.started_on
    limit 1
) as j on true
left join schools js on js.id = n.school_id and j.lead_provider_id is not null
join lead_providers lp on lp.id in (l.lead_provider_id, j.lead_provider_id)
where t.name = :person and lp.name = :lead_provider and a.finished_on is not null
and n.school_id is distinct from a.school_id;

-- question: unfunded_mentors
select distinct tm.name as mentor
from lead_providers lp
join provider_partnerships pp on pp.lead_provider_id = lp.id
join training_periods r on r.provider_partnership_id = pp.id
join induction_periods i on i.id = r.induction_period_id
join ect_at_school_periods e on e.id = i.ect_at_school_period_id
join mentorship_periods m on m.ect_at_school_period_id = e.id
join mentor_at_school_periods a on a.id = m.mentor_at_school_period_id
join teachers tm on tm.id = a.teacher_id
where lp.name = :lead_provider and r.started_on <= :today and (r.finished_on is null or r.finished_on >= :today)
and m.started_on <= :today and (m.finished_on is null or m.finished_on >= :today)
and not exists (
    select
    from mentor_at_school_periods oa
    join training_periods own on own.mentor_at_school_period_id = oa.id
    join provider_partnerships opp on opp.id = own.provider_partnership_id
    where oa.teacher_id = tm.id and opp.lead_provider_id = lp.id
);

-- question: declarations_listed (inexpressible: a declaration has neither a date nor a state)

-- question: declaration_partner (inexpressible: a declaration has neither a date nor a state)

-- question: declarations_outside_training (inexpressible: a declaration has neither a date nor a state)

-- question: induction_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from unnest((
        select range_agg(daterange(x.started_on, least(x.finished_on, :today), '[]'))
        from teachers t
        join ect_at_school_periods a on a.teacher_id = t.id
        join mentorship_periods x on x.ect_at_school_period_id = a.id
        where t.name = :ect and x.started_on <= :today
    ) * (
        select range_agg(daterange(x.started_on, least(x.finished_on, :today), '[]'))
        from teachers t
        join ect_at_school_periods a on a.teacher_id = t.id
        join induction_periods x on x.ect_at_school_period_id = a.id
        where t.name = :ect and x.started_on <= :today and x.appropriate_body_id is not null
    )) as days;

-- question: appropriate_body_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from unnest((
        select range_agg(daterange(x.started_on, least(x.finished_on, :today), '[]'))
        from teachers t
        join ect_at_school_periods a on a.teacher_id = t.id
        join induction_periods x on x.ect_at_school_period_id = a.id
        where t.name = :ect and x.started_on <= :today and x.appropriate_body_id is not null
    )) as days;

-- question: mentored_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from unnest((
        select range_agg(daterange(x.started_on, least(x.finished_on, :today), '[]'))
        from teachers t
        join ect_at_school_periods a on a.teacher_id = t.id
        join mentorship_periods x on x.ect_at_school_period_id = a.id
        where t.name = :ect and x.started_on <= :today
    )) as days;

-- question: induction_end_date (inexpressible: an induction period has no outcome)

-- question: extension_terms (inexpressible: there are no terms)

-- question: school_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: people_at_school_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: mentor_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: training_of_as_known (inexpressible: rows are overwritten, and what they said before is gone)

-- question: enrolments_as_known (inexpressible: rows are overwritten, and what they said before is gone)
