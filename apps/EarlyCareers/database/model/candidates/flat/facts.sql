-- Mentor and appropriate body share a row, so that a change of one cuts the other in two.

-- fact: contract_year_opens (inexpressible: there are no contract years)

-- fact: contract_year_frozen (inexpressible: there are no contract years)

-- fact: partnership_agreed (may touch nothing)
-- The agreement has nowhere to go: two providers are known from then on, and maybe were.
insert into lead_providers (name)
select :lead_provider where not exists (select from lead_providers where name = :lead_provider);
insert into delivery_partners (name)
select :delivery_partner where not exists (select from delivery_partners where name = :delivery_partner);

-- fact: urn_assigned
-- It is the key of the school: once somebody is registered there, the foreign key holds it fast.
insert into schools (name) select :school where not exists (select from schools where name = :school);
update schools set id = :urn where name = :school;

-- fact: trn_recorded (inexpressible: a person has a name and nothing else)

-- fact: qts_awarded (inexpressible: a person has a name and nothing else)

-- fact: email_recorded (inexpressible: a person has a name and nothing else)

-- fact: ect_joins_school
insert into people (name) select :ect where not exists (select from people where name = :ect);
insert into schools (name) select :school where not exists (select from schools where name = :school);
insert into registrations (person_id, funding_school_id, started_on, finished_on)
select p.id, s.id, :from, :until from people p, schools s where p.name = :ect and s.name = :school;

-- fact: ect_moves_school
-- Which of somebody's registrations is the one as ECT cannot be told: all of them end, and what begins on their last
-- day goes.
insert into people (name) select :ect where not exists (select from people where name = :ect);
insert into schools (name) select :school where not exists (select from schools where name = :school);
delete from training_periods r
using registrations g, people p
where r.registration_id = g.id and g.person_id = p.id and p.name = :ect and r.started_on >= :from - 1;
update training_periods r
set finished_on = :from - 1
from registrations g, people p
where r.registration_id = g.id and g.person_id = p.id and p.name = :ect
and (r.finished_on is null or r.finished_on >= :from);
delete from induction_periods i
using registrations g, people p
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.started_on >= :from - 1;
update induction_periods i
set finished_on = :from - 1
from registrations g, people p
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect
and (i.finished_on is null or i.finished_on >= :from);
delete from registrations g using people p where g.person_id = p.id and p.name = :ect and g.started_on >= :from;
update registrations g
set finished_on = :from - 1
from people p
where g.person_id = p.id and p.name = :ect and (g.finished_on is null or g.finished_on >= :from);
insert into registrations (person_id, funding_school_id, started_on)
select p.id, s.id, :from from people p, schools s where p.name = :ect and s.name = :school;

-- fact: ect_leaves_school
-- Induction goes with the registration that it hangs on: mentor and appropriate body are one row.
delete from training_periods r
using registrations g, people p, schools s
where r.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :ect
and s.name = :school
and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on) and r.started_on >= :on;
update training_periods r
set finished_on = :on
from registrations g, people p, schools s
where r.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :ect
and s.name = :school
and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on)
and (r.finished_on is null or r.finished_on > :on);
delete from induction_periods i
using registrations g, people p, schools s
where i.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :ect
and s.name = :school
and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on) and i.started_on >= :on;
update induction_periods i
set finished_on = :on
from registrations g, people p, schools s
where i.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :ect
and s.name = :school
and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on)
and (i.finished_on is null or i.finished_on > :on);
update registrations g
set finished_on = :on
from people p, schools s
where g.person_id = p.id and g.funding_school_id = s.id and p.name = :ect and s.name = :school
and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on);

-- fact: mentor_joins_school
insert into people (name) select :mentor where not exists (select from people where name = :mentor);
insert into schools (name) select :school where not exists (select from schools where name = :school);
insert into registrations (person_id, funding_school_id, started_on, finished_on)
select p.id, s.id, :from, :until from people p, schools s where p.name = :mentor and s.name = :school;

-- fact: mentor_leaves_school
-- The mentees registered at that school keep their appropriate body in a row without a mentor.
insert into induction_periods (mentor_id, registration_id, appropriate_body_id, started_on, finished_on)
select null, i.registration_id, i.appropriate_body_id, :on + 1, i.finished_on
from induction_periods i, registrations g, people p, schools s
where i.registration_id = g.id and i.mentor_id = p.id and g.funding_school_id = s.id
and p.name = :mentor and s.name = :school and i.appropriate_body_id is not null
and i.started_on <= :on and (i.finished_on is null or i.finished_on > :on);
update induction_periods i
set mentor_id = null
from registrations g, people p, schools s
where i.registration_id = g.id and i.mentor_id = p.id and g.funding_school_id = s.id
and p.name = :mentor and s.name = :school and i.started_on >= :on;
update induction_periods i
set finished_on = :on
from registrations g, people p, schools s
where i.registration_id = g.id and i.mentor_id = p.id and g.funding_school_id = s.id
and p.name = :mentor and s.name = :school and (i.finished_on is null or i.finished_on > :on);
delete from induction_periods i
using registrations g, schools s
where i.registration_id = g.id and g.funding_school_id = s.id and s.name = :school
and i.mentor_id is null and i.appropriate_body_id is null;
delete from training_periods r
using registrations g, people p, schools s
where r.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :mentor
and s.name = :school
and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on) and r.started_on >= :on;
update training_periods r
set finished_on = :on
from registrations g, people p, schools s
where r.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :mentor
and s.name = :school
and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on)
and (r.finished_on is null or r.finished_on > :on);
update registrations g
set finished_on = :on
from people p, schools s
where g.person_id = p.id and g.funding_school_id = s.id and p.name = :mentor and s.name = :school
and g.started_on <= :on and (g.finished_on is null or g.finished_on >= :on);

-- fact: mentoring_starts
-- Laid over the stretches of the ECT's registration at that school: what sticks out before and after is cut off first,
-- days without any stretch get one of their own. Whether the mentor is registered there too nobody asks.
insert into people (name)
select :mentor
where not exists (select from people where name = :mentor)
and exists (
    select
    from registrations g
    join people p on p.id = g.person_id
    join schools s on s.id = g.funding_school_id
    where p.name = :ect and s.name = :school
);
insert into induction_periods (mentor_id, registration_id, appropriate_body_id, started_on, finished_on)
select i.mentor_id, i.registration_id, i.appropriate_body_id, i.started_on, :from - 1
from induction_periods i
where i.registration_id = (
    select g.id
    from registrations g
    join people p on p.id = g.person_id
    join schools s on s.id = g.funding_school_id
    where p.name = :ect and s.name = :school
    order by g.started_on <= :from and (g.finished_on is null or g.finished_on >= :from) desc, g.started_on desc
    limit 1
)
and i.started_on < :from and (i.finished_on is null or i.finished_on >= :from);
insert into induction_periods (mentor_id, registration_id, appropriate_body_id, started_on, finished_on)
select i.mentor_id, i.registration_id, i.appropriate_body_id, :until + 1, i.finished_on
from induction_periods i
where i.registration_id = (
    select g.id
    from registrations g
    join people p on p.id = g.person_id
    join schools s on s.id = g.funding_school_id
    where p.name = :ect and s.name = :school
    order by g.started_on <= :from and (g.finished_on is null or g.finished_on >= :from) desc, g.started_on desc
    limit 1
)
and i.started_on <= :until and (i.finished_on is null or i.finished_on > :until) and :until >= :from;
update induction_periods i
set mentor_id = (select id from people where name = :mentor), started_on = greatest(i.started_on, :from),
    finished_on = least(i.finished_on, :until)
where i.registration_id = (
    select g.id
    from registrations g
    join people p on p.id = g.person_id
    join schools s on s.id = g.funding_school_id
    where p.name = :ect and s.name = :school
    order by g.started_on <= :from and (g.finished_on is null or g.finished_on >= :from) desc, g.started_on desc
    limit 1
)
and i.started_on <= coalesce(:until, 'infinity') and (i.finished_on is null or i.finished_on >= :from);
insert into induction_periods (mentor_id, registration_id, appropriate_body_id, started_on, finished_on)
select (select id from people where name = :mentor), g.id, null, lower(gap), upper(gap) - 1
from registrations g
cross join lateral unnest(
    case
        when :from > :until then '{}'
        else datemultirange(daterange(:from, :until, '[]'))
    end - coalesce(
        (
            select range_agg(daterange(i.started_on, i.finished_on, '[]'))
            from induction_periods i
            where i.registration_id = g.id
        ),
        '{}')) as gap
where g.id = (
    select g.id
    from registrations g
    join people p on p.id = g.person_id
    join schools s on s.id = g.funding_school_id
    where p.name = :ect and s.name = :school
    order by g.started_on <= :from and (g.finished_on is null or g.finished_on >= :from) desc, g.started_on desc
    limit 1
);

-- fact: mentoring_ends (may touch nothing)
-- Nothing is left to change where the registration ends that day as well.
insert into induction_periods (mentor_id, registration_id, appropriate_body_id, started_on, finished_on)
select i.mentor_id, i.registration_id, i.appropriate_body_id, i.started_on, :on
from induction_periods i, registrations g, people p, people x
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.mentor_id = x.id and x.name = :mentor
and i.started_on <= :on and (i.finished_on is null or i.finished_on > :on);
update induction_periods i
set mentor_id = null, started_on = greatest(i.started_on, :on + 1)
from registrations g, people p, people x
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.mentor_id = x.id and x.name = :mentor
and (i.finished_on is null or i.finished_on > :on);
delete from induction_periods i
using registrations g, people p
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect
and i.mentor_id is null and i.appropriate_body_id is null;

-- fact: induction_claimed
-- Laid over the stretches in the same way, at each school where the ECT is registered meanwhile. Terms have nowhere to
-- go.
insert into appropriate_bodies (name)
select :appropriate_body
where not exists (select from appropriate_bodies where name = :appropriate_body)
and exists (
    select
    from registrations g
    join people p on p.id = g.person_id
    where p.name = :ect and g.started_on <= coalesce(:until, 'infinity')
    and (g.finished_on is null or g.finished_on >= :from)
);
insert into induction_periods (mentor_id, registration_id, appropriate_body_id, started_on, finished_on)
select i.mentor_id, i.registration_id, i.appropriate_body_id, i.started_on, :from - 1
from induction_periods i
where i.registration_id in (
    select g.id from registrations g join people p on p.id = g.person_id where p.name = :ect
)
and i.started_on < :from and (i.finished_on is null or i.finished_on >= :from);
insert into induction_periods (mentor_id, registration_id, appropriate_body_id, started_on, finished_on)
select i.mentor_id, i.registration_id, i.appropriate_body_id, :until + 1, i.finished_on
from induction_periods i
where i.registration_id in (
    select g.id from registrations g join people p on p.id = g.person_id where p.name = :ect
)
and i.started_on <= :until and (i.finished_on is null or i.finished_on > :until) and :until >= :from;
update induction_periods i
set appropriate_body_id = (select id from appropriate_bodies where name = :appropriate_body),
    started_on = greatest(i.started_on, :from), finished_on = least(i.finished_on, :until)
where i.registration_id in (
    select g.id from registrations g join people p on p.id = g.person_id where p.name = :ect
)
and i.started_on <= coalesce(:until, 'infinity') and (i.finished_on is null or i.finished_on >= :from);
insert into induction_periods (mentor_id, registration_id, appropriate_body_id, started_on, finished_on)
select null, g.id, (select id from appropriate_bodies where name = :appropriate_body), lower(gap), upper(gap) - 1
from registrations g
join people p on p.id = g.person_id
cross join lateral unnest(
    case
        when greatest(g.started_on, :from) > least(g.finished_on, :until) then '{}'
        else datemultirange(daterange(greatest(g.started_on, :from), least(g.finished_on, :until), '[]'))
    end - coalesce(
        (
            select range_agg(daterange(i.started_on, i.finished_on, '[]'))
            from induction_periods i
            where i.registration_id = g.id
        ),
        '{}')) as gap
where p.name = :ect and g.started_on <= coalesce(:until, 'infinity')
and (g.finished_on is null or g.finished_on >= :from);

-- fact: induction_released (may touch nothing)
-- Nothing is left to change where the registration ends that day as well. Terms have nowhere to go.
insert into induction_periods (mentor_id, registration_id, appropriate_body_id, started_on, finished_on)
select i.mentor_id, i.registration_id, i.appropriate_body_id, i.started_on, :on
from induction_periods i, registrations g, people p, appropriate_bodies x
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.appropriate_body_id = x.id
and x.name = :appropriate_body
and i.started_on <= :on and (i.finished_on is null or i.finished_on > :on);
update induction_periods i
set appropriate_body_id = null, started_on = greatest(i.started_on, :on + 1)
from registrations g, people p, appropriate_bodies x
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.appropriate_body_id = x.id
and x.name = :appropriate_body
and (i.finished_on is null or i.finished_on > :on);
delete from induction_periods i
using registrations g, people p
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect
and i.mentor_id is null and i.appropriate_body_id is null;

-- fact: induction_outcome (inexpressible: an induction period has no outcome)

-- fact: induction_reopened (inexpressible: an induction period has no outcome)

-- fact: induction_extended (inexpressible: there are no terms)

-- fact: training_starts
-- The role, the contract year and the schedule have nowhere to go.
insert into training_periods (started_on, finished_on, registration_id, lead_provider_id, delivery_partner_id)
select :from, :until, g.id, lp.id, dp.id
from lead_providers lp, delivery_partners dp, registrations g
where lp.name = :lead_provider and dp.name = :delivery_partner and g.id = (
    select g.id
    from registrations g
    join people p on p.id = g.person_id
    join schools s on s.id = g.funding_school_id
    where p.name = :person and s.name = :school
    order by g.started_on <= :from and (g.finished_on is null or g.finished_on >= :from) desc, g.started_on desc
    limit 1
);

-- fact: interest_expressed (inexpressible: it would be training with a lead provider that has not agreed to it)

-- fact: school_led_training_starts (inexpressible: training is with a lead provider and a delivery partner)

-- fact: training_changes
-- To the end of the registration. The role, the contract year and the schedule have nowhere to go.
delete from training_periods r
using registrations g, people p
where r.registration_id = g.id and g.person_id = p.id and p.name = :person and r.started_on >= :from;
update training_periods r
set finished_on = :from - 1
from registrations g, people p
where r.registration_id = g.id and g.person_id = p.id and p.name = :person
and (r.finished_on is null or r.finished_on >= :from);
insert into training_periods (started_on, finished_on, registration_id, lead_provider_id, delivery_partner_id)
select :from, g.finished_on, g.id, lp.id, dp.id
from lead_providers lp, delivery_partners dp, registrations g
where lp.name = :lead_provider and dp.name = :delivery_partner and g.id = (
    select g.id
    from registrations g
    join people p on p.id = g.person_id
    join schools s on s.id = g.funding_school_id
    where p.name = :person and s.name = :school
    order by g.started_on <= :from and (g.finished_on is null or g.finished_on >= :from) desc, g.started_on desc
    limit 1
);

-- fact: training_becomes_school_led (inexpressible: training is with a lead provider and a delivery partner)

-- fact: training_ends
update training_periods r
set finished_on = :on
from registrations g, people p
where r.registration_id = g.id and g.person_id = p.id and p.name = :person
and r.started_on <= :on and (r.finished_on is null or r.finished_on >= :on);

-- fact: training_deferred (inexpressible: training has a first and a last day, and no status)

-- fact: training_withdrawn (inexpressible: training has a first and a last day, and no status)

-- fact: training_resumed (inexpressible: training has a first and a last day, and no status)

-- fact: mentor_funding_ends (inexpressible: a person has a name and nothing else)

-- fact: declared (inexpressible: there are no declarations)

-- fact: declaration_becomes (inexpressible: there are no declarations)

-- fact: declaration_partner_changes (inexpressible: there are no declarations)

-- fact: leaving_cancelled
-- What ended on the same day is taken to have ended with it.
update training_periods r
set finished_on = null
from registrations g, people p, schools s
where r.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :person
and s.name = :school
and r.finished_on = g.finished_on
and not exists (
    select from registrations later
    where later.person_id = g.person_id and later.funding_school_id = g.funding_school_id
    and later.started_on > g.started_on
);
update induction_periods i
set finished_on = null
from registrations g, people p, schools s
where i.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :person
and s.name = :school
and i.finished_on = g.finished_on
and not exists (
    select from registrations later
    where later.person_id = g.person_id and later.funding_school_id = g.funding_school_id
    and later.started_on > g.started_on
);
update registrations g
set finished_on = null
from people p, schools s
where g.person_id = p.id and g.funding_school_id = s.id and p.name = :person and s.name = :school
and not exists (
    select from registrations later
    where later.person_id = g.person_id and later.funding_school_id = g.funding_school_id
    and later.started_on > g.started_on
);

-- fact: registration_undone
delete from training_periods r
using registrations g, people p, schools s
where r.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :person
and s.name = :school
and not exists (
    select from registrations later
    where later.person_id = g.person_id and later.funding_school_id = g.funding_school_id
    and later.started_on > g.started_on
);
delete from induction_periods i
using registrations g, people p, schools s
where i.registration_id = g.id and g.person_id = p.id and g.funding_school_id = s.id and p.name = :person
and s.name = :school
and not exists (
    select from registrations later
    where later.person_id = g.person_id and later.funding_school_id = g.funding_school_id
    and later.started_on > g.started_on
);
delete from registrations g
using people p, schools s
where g.person_id = p.id and g.funding_school_id = s.id and p.name = :person and s.name = :school
and not exists (
    select from registrations later
    where later.person_id = g.person_id and later.funding_school_id = g.funding_school_id
    and later.started_on > g.started_on
);

-- fact: school_dates_corrected
update registrations g
set started_on = :right_from, finished_on = :right_until
from people p, schools s
where g.person_id = p.id and g.funding_school_id = s.id and p.name = :person and s.name = :school
and g.started_on = :from;

-- fact: mentoring_dates_corrected
-- The stretches with this mentor lose their outer ends or gain them; what lies in between stays.
update induction_periods i
set finished_on = :right_until
from registrations g, people p, people m
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.mentor_id = m.id and m.name = :mentor
and i.started_on >= :from and not exists (
    select from induction_periods n
    where n.registration_id = i.registration_id and n.mentor_id = i.mentor_id and n.started_on > i.started_on
);
update induction_periods i
set started_on = :right_from
from registrations g, people p, people m
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.mentor_id = m.id and m.name = :mentor
and i.started_on = :from;

-- fact: training_dates_corrected
update training_periods r
set started_on = :right_from, finished_on = :right_until
from registrations g, people p
where r.registration_id = g.id and g.person_id = p.id and p.name = :person and r.started_on = :from;

-- fact: training_programme_corrected (inexpressible: training is with a lead provider and a delivery partner)

-- fact: induction_dates_corrected
-- The stretches with this body lose their outer ends or gain them; what lies in between stays.
update induction_periods i
set finished_on = :right_until
from registrations g, people p
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.started_on >= :from
and i.appropriate_body_id = (
    select f.appropriate_body_id from induction_periods f
    where f.registration_id = i.registration_id and f.started_on = :from and f.appropriate_body_id is not null
    limit 1
)
and not exists (
    select from induction_periods n
    where n.registration_id = i.registration_id and n.appropriate_body_id = i.appropriate_body_id
    and n.started_on > i.started_on
);
update induction_periods i
set started_on = :right_from
from registrations g, people p
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.started_on = :from
and i.appropriate_body_id is not null;

-- fact: school_spell_removed
delete from registrations g
using people p, schools s
where g.person_id = p.id and g.funding_school_id = s.id and p.name = :person and s.name = :school
and g.started_on = :from;

-- fact: mentoring_removed
update induction_periods i
set mentor_id = null
from registrations g, people p, people x
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect and i.mentor_id = x.id and x.name = :mentor
and i.started_on >= :from and i.started_on <= coalesce(
    (
        select min(n.started_on) - 1 from induction_periods n
        where n.registration_id = i.registration_id and n.started_on > :from
        and n.mentor_id is distinct from i.mentor_id
    ),
    'infinity');
delete from induction_periods i
using registrations g, people p
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect
and i.mentor_id is null and i.appropriate_body_id is null;

-- fact: training_removed
delete from training_periods r
using registrations g, people p
where r.registration_id = g.id and g.person_id = p.id and p.name = :person and r.started_on = :from;

-- fact: induction_removed
update induction_periods i
set appropriate_body_id = null
from registrations g, people p
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect
and i.appropriate_body_id is not null and i.started_on >= :from
and i.started_on <= coalesce(
    (
        select min(n.started_on) - 1 from induction_periods n
        where n.registration_id = i.registration_id and n.started_on > :from
        and n.appropriate_body_id is distinct from i.appropriate_body_id
    ),
    'infinity')
and exists (
    select from induction_periods f
    where f.registration_id = i.registration_id and f.started_on = :from
    and f.appropriate_body_id = i.appropriate_body_id
);
delete from induction_periods i
using registrations g, people p
where i.registration_id = g.id and g.person_id = p.id and p.name = :ect
and i.mentor_id is null and i.appropriate_body_id is null;

-- fact: recorded_in_error
delete from people where :kind = 'person' and name = :name;
delete from schools where :kind = 'school' and name = :name;
delete from lead_providers where :kind = 'lead provider' and name = :name;
delete from delivery_partners where :kind = 'delivery partner' and name = :name;
delete from appropriate_bodies where :kind = 'appropriate body' and name = :name;

-- fact: partnership_recorded_in_error (inexpressible: an agreement of two providers is not recorded)

-- fact: people_merged
-- That they were two is forgotten.
update registrations g
set person_id = s.id
from people d, people s
where d.name = :duplicate and s.name = :survivor and g.person_id = d.id;
update induction_periods i
set mentor_id = s.id
from people d, people s
where d.name = :duplicate and s.name = :survivor and i.mentor_id = d.id;
delete from people where name = :duplicate;
