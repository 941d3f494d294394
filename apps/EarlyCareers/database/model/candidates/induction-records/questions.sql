-- A day lies in a version that begins before its end and ends after its beginning.

-- question: school_of
select distinct s.name as school
from profiles pr
join induction_records r on r.participant_profile_id = pr.id
join induction_programmes p on p.id = r.induction_programme_id
join school_cohorts sc on sc.id = p.school_cohort_id
join schools s on s.id = sc.school_id
where pr.person = :ect and pr.role = 'ect'
and r.start_date < :on + 1 and (r.end_date is null or r.end_date > :on);

-- question: mentor_schools
-- The pool knows no first day, so a mentor who was never on a record at the school was there from the beginning of
-- time.
select s.name as school
from profiles pr
join induction_records r on r.participant_profile_id = pr.id
join induction_programmes p on p.id = r.induction_programme_id
join school_cohorts sc on sc.id = p.school_cohort_id
join schools s on s.id = sc.school_id
where pr.person = :mentor and pr.role = 'mentor'
and r.start_date < :on + 1 and (r.end_date is null or r.end_date > :on)
union
select s.name
from profiles pr
join school_mentors sm on sm.participant_profile_id = pr.id
join schools s on s.id = sm.school_id
where pr.person = :mentor and pr.role = 'mentor'
and (sm.remove_from_school_on is null or sm.remove_from_school_on >= :on)
and not exists (select from school_spells(pr.id) sp where sp.school_id = s.id);

-- question: people_at_school
-- The pool knows no first day, as above.
select pr.person, pr.role
from schools s
join school_cohorts sc on sc.school_id = s.id
join induction_programmes p on p.school_cohort_id = sc.id
join induction_records r on r.induction_programme_id = p.id
join profiles pr on pr.id = r.participant_profile_id
where s.name = :school
and r.start_date < :on + 1 and (r.end_date is null or r.end_date > :on)
union
select pr.person, pr.role
from schools s
join school_mentors sm on sm.school_id = s.id
join profiles pr on pr.id = sm.participant_profile_id
where s.name = :school
and (sm.remove_from_school_on is null or sm.remove_from_school_on >= :on)
and not exists (select from school_spells(pr.id) sp where sp.school_id = s.id);

-- question: mentor_of
select distinct m.person as mentor
from profiles pr
join induction_records r on r.participant_profile_id = pr.id
join profiles m on m.id = r.mentor_profile_id
where pr.person = :ect and pr.role = 'ect'
and r.start_date < :on + 1 and (r.end_date is null or r.end_date > :on);

-- question: mentees_of
select distinct pr.person as ect
from profiles m
join induction_records r on r.mentor_profile_id = m.id
join profiles pr on pr.id = r.participant_profile_id
where m.person = :mentor and m.role = 'mentor'
and r.start_date < :on + 1 and (r.end_date is null or r.end_date > :on);

-- question: school_history
-- A mentor's time at a school where they were only in the pool is not there.
select s.name as school, sp.start_date::date as started_on, (sp.end_date - interval '1 second')::date as finished_on
from profiles pr
cross join lateral school_spells(pr.id) sp
join schools s on s.id = sp.school_id
where pr.person = :person and pr.role = :role;

-- question: mentor_history
select m.person as mentor, sp.start_date::date as started_on, (sp.end_date - interval '1 second')::date as finished_on
from profiles pr
cross join lateral mentor_spells(pr.id) sp
join profiles m on m.id = sp.mentor_profile_id
where pr.person = :ect and pr.role = 'ect';

-- question: urn_of_school
select distinct s.urn
from profiles pr
join induction_records r on r.participant_profile_id = pr.id
join induction_programmes p on p.id = r.induction_programme_id
join school_cohorts sc on sc.id = p.school_cohort_id
join schools s on s.id = sc.school_id
where pr.person = :ect and pr.role = 'ect'
and r.start_date < :on + 1 and (r.end_date is null or r.end_date > :on);

-- question: email_holder
-- Whatever the day: an address has no dates.
select u.full_name as person
from participant_identities i
join users u on u.id = i.user_id
where i.email = :email and :on is not null;

-- question: merged_into
select s.full_name as survivor
from users d
join participant_id_changes c on c.from_id = d.id
join users s on s.id = c.to_id
where d.full_name = :person;

-- question: training_of
select distinct
    case p.training_programme when 'full_induction_programme' then 'provider-led' else 'school-led' end as programme,
    lp.name as lead_provider, dp.name as delivery_partner, c.start_year as contract_year,
    case when pa.id is not null then sd.schedule_identifier end as schedule
from profiles pr
join induction_records r on r.participant_profile_id = pr.id
join induction_programmes p on p.id = r.induction_programme_id
join schedules sd on sd.id = r.schedule_id
left join partnerships pa on pa.id = p.partnership_id
left join lead_providers lp on lp.id = pa.lead_provider_id
left join delivery_partners dp on dp.id = pa.delivery_partner_id
left join cohorts c on c.id = pa.cohort_id
where pr.person = :person and pr.role = :role
and r.start_date < :on + 1 and (r.end_date is null or r.end_date > :on)
and r.training_status = 'active'
and (pa.id is not null or p.training_programme <> 'full_induction_programme');

-- question: training_history
-- How a stretch ended is told by what the next version says.
select lp.name as lead_provider, sp.start_date::date as started_on,
    (sp.end_date - interval '1 second')::date as finished_on,
    coalesce(
        (
            select after.training_status
            from training_spells(pr.id) after
            where after.induction_programme_id = sp.induction_programme_id
            and after.training_status <> 'active' and after.start_date >= sp.end_date
            and not exists (
                select from training_spells(pr.id) again
                where again.induction_programme_id = sp.induction_programme_id
                and again.training_status = 'active'
                and again.start_date >= sp.end_date and again.start_date < after.start_date
            )
            order by after.start_date desc
            limit 1
        ),
        'active') as training_status
from profiles pr
cross join lateral training_spells(pr.id) sp
join induction_programmes p on p.id = sp.induction_programme_id
left join partnerships pa on pa.id = p.partnership_id
left join lead_providers lp on lp.id = pa.lead_provider_id
where pr.person = :person and pr.role = :role and sp.training_status = 'active'
and (pa.id is not null or p.training_programme <> 'full_induction_programme');

-- question: left_frozen_year
select distinct c.start_year as contract_year
from profiles pr
join induction_records r on r.participant_profile_id = pr.id
join induction_programmes p on p.id = r.induction_programme_id
join partnerships pa on pa.id = p.partnership_id
join cohorts c on c.id = pa.cohort_id
where pr.person = :person and pr.role = :role and c.payments_frozen_at is not null
and c.id <> (
    select pl.cohort_id
    from induction_records l
    join induction_programmes pp on pp.id = l.induction_programme_id
    join partnerships pl on pl.id = pp.partnership_id
    where l.participant_profile_id = pr.id
    order by l.end_date is null desc, l.start_date desc, l.created_at desc
    limit 1
);

-- question: interest_in_school (inexpressible: a programme without a partnership names no lead provider)

-- question: enrolments
-- The lead provider's latest version: open before closed, then the latest start, then the latest made. The contract
-- year is the schedule's, the person's status the version's.
with latest as (
    select
        r.*, pa.delivery_partner_id, pa.cohort_id, sc.school_id, pr.person, pr.role, pr.induction_completion_date,
        pr.mentor_completion_date,
        row_number() over (
            partition by r.participant_profile_id
            order by r.end_date is null desc, r.start_date desc, r.created_at desc) as place
    from profiles pr
    join induction_records r on r.participant_profile_id = pr.id
    join induction_programmes p on p.id = r.induction_programme_id
    join school_cohorts sc on sc.id = p.school_cohort_id
    join partnerships pa on pa.id = p.partnership_id
    join lead_providers lp on lp.id = pa.lead_provider_id
    where pr.person = :person and lp.name = :lead_provider
    and pa.challenged_at is null and pa.challenge_reason is null
)
select r.role, s.name as school, c.start_year as contract_year, r.training_status,
    case
        when r.training_status <> 'active' then 'left'
        when coalesce(r.induction_completion_date, r.mentor_completion_date) < coalesce(r.end_date, 'infinity')
            then 'active'
        when r.end_date > :today + 1 then 'leaving'
        when r.end_date is not null then 'left'
        when r.start_date >= :today + 1 then 'joining'
        else 'active'
    end as participant_status
from latest r
join schools s on s.id = r.school_id
join schedules sd on sd.id = r.schedule_id
join cohorts c on c.id = sd.cohort_id
where r.place = 1;

-- question: enrolment_detail
with latest as (
    select
        r.*, pa.delivery_partner_id, pa.cohort_id, sc.school_id, pr.person, pr.role, pr.induction_completion_date,
        pr.mentor_completion_date,
        row_number() over (
            partition by r.participant_profile_id
            order by r.end_date is null desc, r.start_date desc, r.created_at desc) as place
    from profiles pr
    join induction_records r on r.participant_profile_id = pr.id
    join induction_programmes p on p.id = r.induction_programme_id
    join school_cohorts sc on sc.id = p.school_cohort_id
    join partnerships pa on pa.id = p.partnership_id
    join lead_providers lp on lp.id = pa.lead_provider_id
    where pr.person = :person and lp.name = :lead_provider
    and pa.challenged_at is null and pa.challenge_reason is null
)
select dp.name as delivery_partner, sd.schedule_identifier as schedule,
    (
        select m.person
        from induction_records n
        join profiles m on m.id = n.mentor_profile_id
        where n.participant_profile_id = r.participant_profile_id and (n.end_date is null or n.end_date > :today)
        order by n.start_date
        limit 1
    ) as mentor
from latest r
join schedules sd on sd.id = r.schedule_id
left join delivery_partners dp on dp.id = r.delivery_partner_id
where r.place = 1 and r.role = :role;

-- question: participants
-- All of the lead provider's versions are numbered to find each person's latest; then comes the page.
with records as (
    select
        r.*, pa.delivery_partner_id, pa.cohort_id, sc.school_id,
        row_number() over (
            partition by r.participant_profile_id
            order by r.end_date is null desc, r.start_date desc, r.created_at desc) as place
    from lead_providers lp
    join partnerships pa on pa.lead_provider_id = lp.id
    join induction_programmes p on p.partnership_id = pa.id
    join school_cohorts sc on sc.id = p.school_cohort_id
    join induction_records r on r.induction_programme_id = p.id
    where lp.name = :lead_provider and pa.challenged_at is null and pa.challenge_reason is null
),
latest as (
    select r.*, pr.person, pr.role, pr.induction_completion_date, pr.mentor_completion_date
    from records r
    join profiles pr on pr.id = r.participant_profile_id
    where r.place = 1
),
page as (
    select distinct person
    from latest
    where person > :after
    order by person
    limit :page_size
)
select r.person, r.role, s.name as school, c.start_year as contract_year, r.training_status,
    case
        when r.training_status <> 'active' then 'left'
        when coalesce(r.induction_completion_date, r.mentor_completion_date) < coalesce(r.end_date, 'infinity')
            then 'active'
        when r.end_date > :today + 1 then 'leaving'
        when r.end_date is not null then 'left'
        when r.start_date >= :today + 1 then 'joining'
        else 'active'
    end as participant_status
from page
join latest r on r.person = page.person
join schools s on s.id = r.school_id
join schedules sd on sd.id = r.schedule_id
join cohorts c on c.id = sd.cohort_id;

-- question: transfers
with spells as (
    select sp.*, pr.induction_completion_date,
        (
            select t.lead_provider_id
            from training_periods_at_school t
            where t.participant_profile_id = pr.id and t.school_id = sp.school_id
            and t.start_date >= sp.start_date and (sp.end_date is null or t.start_date < sp.end_date)
            order by t.start_date desc
            limit 1
        ) as last_provider,
        (
            select t.lead_provider_id
            from training_periods_at_school t
            where t.participant_profile_id = pr.id and t.school_id = sp.school_id
            and t.start_date >= sp.start_date and (sp.end_date is null or t.start_date < sp.end_date)
            order by t.start_date
            limit 1
        ) as first_provider
    from profiles pr
    cross join lateral school_spells(pr.id) sp
    where pr.person = :person and pr.role = 'ect'
)
select
    case
        when n.first_provider is null then 'unknown'
        when n.first_provider = sp.last_provider then 'new_school'
        else 'new_provider'
    end as type,
    case
        when sp.end_date > :today + 1 or n.start_date >= :today + 1 then 'incomplete'
        else 'complete'
    end as status,
    leaving.name as leaving_school,
    joining.name as joining_school
from spells sp
join schools leaving on leaving.id = sp.school_id
left join lateral (
    select after.* from spells after where after.start_date > sp.start_date order by after.start_date limit 1
) as n on true
left join schools joining on joining.id = n.school_id and n.first_provider is not null
join lead_providers lp on lp.id in (sp.last_provider, n.first_provider)
where lp.name = :lead_provider and sp.end_date is not null and sp.last_provider is not null
and n.school_id is distinct from sp.school_id
and (n.school_id is not null or sp.induction_completion_date is null);

-- question: unfunded_mentors
select distinct m.person as mentor
from lead_providers lp
join partnerships pa on pa.lead_provider_id = lp.id
join induction_programmes p on p.partnership_id = pa.id
join induction_records r on r.induction_programme_id = p.id
join profiles m on m.id = r.mentor_profile_id
where lp.name = :lead_provider and pa.challenged_at is null
and r.start_date < :today + 1 and (r.end_date is null or r.end_date > :today)
and not exists (
    select
    from induction_records own
    join induction_programmes op on op.id = own.induction_programme_id
    join partnerships opa on opa.id = op.partnership_id
    where own.participant_profile_id = m.id and opa.lead_provider_id = lp.id
);

-- question: declarations_listed
with latest as (
    select
        r.*, pa.delivery_partner_id, pa.cohort_id, sc.school_id, pr.person, pr.role, pr.induction_completion_date,
        pr.mentor_completion_date,
        row_number() over (
            partition by r.participant_profile_id
            order by r.end_date is null desc, r.start_date desc, r.created_at desc) as place
    from profiles pr
    join induction_records r on r.participant_profile_id = pr.id
    join induction_programmes p on p.id = r.induction_programme_id
    join school_cohorts sc on sc.id = p.school_cohort_id
    join partnerships pa on pa.id = p.partnership_id
    join lead_providers lp on lp.id = pa.lead_provider_id
    where pr.person = :person and lp.name = :lead_provider
    and pa.challenged_at is null and pa.challenge_reason is null
)
select by.name as declared_by, d.declaration_type as type, d.declaration_date::date as declared_on, d.state
from profiles pr
join participant_declarations d on d.participant_profile_id = pr.id
join lead_providers by on by.id = d.lead_provider_id
left join latest r on r.participant_profile_id = pr.id and r.place = 1
where pr.person = :person and pr.role = :role
and (
    by.name = :lead_provider
    or d.state in ('submitted', 'eligible', 'payable', 'paid')
    and r.id is not null and d.declaration_date < coalesce(r.end_date, 'infinity')
);

-- question: declaration_partner
select dp.name as delivery_partner
from profiles pr
join participant_declarations d on d.participant_profile_id = pr.id
join delivery_partners dp on dp.id = d.delivery_partner_id
where pr.person = :person and pr.role = :role and d.declaration_type = :type
and d.state not in ('voided', 'awaiting-clawback', 'clawed-back');

-- question: declarations_outside_training
select d.declaration_type as type, d.declaration_date::date as declared_on
from profiles pr
join participant_declarations d on d.participant_profile_id = pr.id
where pr.person = :person and pr.role = :role
and not exists (
    select
    from induction_records r
    join induction_programmes p on p.id = r.induction_programme_id
    join partnerships pa on pa.id = p.partnership_id
    where r.participant_profile_id = pr.id and pa.lead_provider_id = d.lead_provider_id
    and r.training_status = 'active'
    and r.start_date < d.declaration_date::date + 1 and (r.end_date is null or r.end_date > d.declaration_date::date)
);

-- question: induction_days
-- Versions whose dates are the wrong way round count for nothing.
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from (
    select unnest(range_agg(daterange(
        r.start_date::date,
        least((r.end_date - interval '1 second')::date, :today),
        '[]'))) as days
    from profiles pr
    join induction_records r on r.participant_profile_id = pr.id
    where pr.person = :ect and pr.role = 'ect' and r.mentor_profile_id is not null and r.appropriate_body_id is not null
    and r.start_date < :today + 1 and (r.end_date is null or r.end_date > r.start_date)
) as spells;

-- question: appropriate_body_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from (
    select unnest(range_agg(daterange(
        r.start_date::date,
        least((r.end_date - interval '1 second')::date, :today),
        '[]'))) as days
    from profiles pr
    join induction_records r on r.participant_profile_id = pr.id
    where pr.person = :ect and pr.role = 'ect' and r.appropriate_body_id is not null
    and r.start_date < :today + 1 and (r.end_date is null or r.end_date > r.start_date)
) as spells;

-- question: mentored_days
select coalesce(sum(upper(days) - lower(days)), 0)::int as days
from (
    select unnest(range_agg(daterange(
        r.start_date::date,
        least((r.end_date - interval '1 second')::date, :today),
        '[]'))) as days
    from profiles pr
    join induction_records r on r.participant_profile_id = pr.id
    where pr.person = :ect and pr.role = 'ect' and r.mentor_profile_id is not null
    and r.start_date < :today + 1 and (r.end_date is null or r.end_date > r.start_date)
) as spells;

-- question: induction_end_date
select induction_completion_date as finished_on
from profiles
where person = :ect and role = 'ect';

-- question: extension_terms (inexpressible: extensions were kept by the register of teachers only)

-- question: school_of_as_known (inexpressible: a closed version was overwritten and what it said is gone)

-- question: people_at_school_as_known (inexpressible: a closed version was overwritten and what it said is gone)

-- question: mentor_of_as_known (inexpressible: a closed version was overwritten and what it said is gone)

-- question: training_of_as_known (inexpressible: a closed version was overwritten and what it said is gone)

-- question: enrolments_as_known (inexpressible: a closed version was overwritten and what it said is gone)
