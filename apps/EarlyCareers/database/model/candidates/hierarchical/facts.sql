-- Induction and training hang on the mentorship, so that a change of mentor cuts them both in two; what has no mentor
-- hangs on a mentorship without one, of which a spell at a school has at most one.

-- fact: contract_year_opens (inexpressible: there are no contract years)

-- fact: contract_year_frozen (inexpressible: there are no contract years)

-- fact: partnership_agreed (may touch nothing)
-- The agreement has nowhere to go: two providers are known from then on, and maybe were.
insert into lead_providers (id) values (:lead_provider) on conflict do nothing;
insert into delivery_partners (id) values (:delivery_partner) on conflict do nothing;

-- fact: urn_assigned (inexpressible: a school is its name)

-- fact: trn_recorded (inexpressible: a person is their name)

-- fact: qts_awarded (inexpressible: a person is their name)

-- fact: email_recorded (inexpressible: a person is their name)

-- fact: ect_joins_school
insert into people (id) values (:ect) on conflict do nothing;
insert into schools (id) values (:school) on conflict do nothing;
insert into tenureships (person_id, school_id, started_on, finished_on) values (:ect, :school, :from, :until);

-- fact: ect_moves_school
-- Which of somebody's spells is the one as ECT cannot be told: all of them end, and what begins on their last day goes.
insert into people (id) values (:ect) on conflict do nothing;
insert into schools (id) values (:school) on conflict do nothing;
delete from training_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect and c.started_on >= :from - 1;
update training_periods c
set finished_on = :from - 1
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect
and (c.finished_on is null or c.finished_on >= :from);
delete from induction_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect and c.started_on >= :from - 1;
update induction_periods c
set finished_on = :from - 1
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect
and (c.finished_on is null or c.finished_on >= :from);
delete from mentorships m
using tenureships e
where e.id = m.mentee_id and e.person_id = :ect and m.mentor_id is not null and m.started_on >= :from - 1;
update mentorships m
set finished_on = :from - 1
from tenureships e
where e.id = m.mentee_id and e.person_id = :ect and (m.finished_on is null or m.finished_on >= :from);
delete from mentorships m
using tenureships e
where e.id = m.mentee_id and e.person_id = :ect and e.started_on >= :from;
delete from tenureships where person_id = :ect and started_on >= :from;
update tenureships
set finished_on = :from - 1
where person_id = :ect and (finished_on is null or finished_on >= :from);
insert into tenureships (person_id, school_id, started_on) values (:ect, :school, :from);

-- fact: ect_leaves_school
-- Induction goes with the mentorship that it hangs on.
delete from training_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect and e.school_id = :school
and e.started_on <= :on and (e.finished_on is null or e.finished_on >= :on)
and c.started_on >= :on;
update training_periods c
set finished_on = :on
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect and e.school_id = :school
and e.started_on <= :on and (e.finished_on is null or e.finished_on >= :on)
and (c.finished_on is null or c.finished_on > :on);
delete from induction_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect and e.school_id = :school
and e.started_on <= :on and (e.finished_on is null or e.finished_on >= :on)
and c.started_on >= :on;
update induction_periods c
set finished_on = :on
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect and e.school_id = :school
and e.started_on <= :on and (e.finished_on is null or e.finished_on >= :on)
and (c.finished_on is null or c.finished_on > :on);
delete from mentorships m
using tenureships e
where e.id = m.mentee_id and e.person_id = :ect and e.school_id = :school
and e.started_on <= :on and (e.finished_on is null or e.finished_on >= :on) and m.mentor_id is not null
and m.started_on >= :on;
update mentorships m
set finished_on = :on
from tenureships e
where e.id = m.mentee_id and e.person_id = :ect and e.school_id = :school
and e.started_on <= :on and (e.finished_on is null or e.finished_on >= :on)
and (m.finished_on is null or m.finished_on > :on);
update tenureships e
set finished_on = :on
where e.person_id = :ect and e.school_id = :school and e.started_on <= :on
and (e.finished_on is null or e.finished_on >= :on);

-- fact: mentor_joins_school
insert into people (id) values (:mentor) on conflict do nothing;
insert into schools (id) values (:school) on conflict do nothing;
insert into tenureships (person_id, school_id, started_on, finished_on) values (:mentor, :school, :from, :until);

-- fact: mentor_leaves_school
-- What hangs on the mentor's mentorships goes on without a mentor, in rows of its own.
insert into mentorships (mentee_id, started_on, finished_on)
select t.id, t.started_on, t.finished_on
from tenureships t
where exists (
    select from mentorships m join tenureships e on e.id = m.mentor_id
    where m.mentee_id = t.id and e.person_id = :mentor and e.school_id = :school
    and (m.finished_on is null or m.finished_on > :on)
)
and not exists (select from mentorships m where m.mentee_id = t.id and m.mentor_id is null);
insert into induction_periods (mentorship_id, appropriate_body_id, started_on, finished_on)
select n.id, c.appropriate_body_id, greatest(c.started_on, :on + 1), c.finished_on
from induction_periods c
join mentorships m on m.id = c.mentorship_id
join tenureships e on e.id = m.mentee_id
join tenureships t on t.id = m.mentor_id
join mentorships n on n.mentee_id = m.mentee_id and n.mentor_id is null
where t.person_id = :mentor and t.school_id = :school
and (c.finished_on is null or c.finished_on > :on);
delete from induction_periods c
using mentorships m, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and t.person_id = :mentor
and t.school_id = :school
and c.started_on > :on;
update induction_periods c
set finished_on = :on
from mentorships m, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and t.person_id = :mentor
and t.school_id = :school
and (c.finished_on is null or c.finished_on > :on);
insert into training_periods (mentorship_id, lead_provider_id, delivery_partner_id, started_on, finished_on)
select n.id, c.lead_provider_id, c.delivery_partner_id, greatest(c.started_on, :on + 1), c.finished_on
from training_periods c
join mentorships m on m.id = c.mentorship_id
join tenureships e on e.id = m.mentee_id
join tenureships t on t.id = m.mentor_id
join mentorships n on n.mentee_id = m.mentee_id and n.mentor_id is null
where t.person_id = :mentor and t.school_id = :school
and (c.finished_on is null or c.finished_on > :on);
delete from training_periods c
using mentorships m, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and t.person_id = :mentor
and t.school_id = :school
and c.started_on > :on;
update training_periods c
set finished_on = :on
from mentorships m, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and t.person_id = :mentor
and t.school_id = :school
and (c.finished_on is null or c.finished_on > :on);
delete from mentorships m
using tenureships e
where e.id = m.mentor_id and e.person_id = :mentor and e.school_id = :school and m.started_on >= :on
and not exists (select from induction_periods c where c.mentorship_id = m.id)
and not exists (select from training_periods c where c.mentorship_id = m.id);
update mentorships m
set finished_on = :on
from tenureships e
where e.id = m.mentor_id and e.person_id = :mentor and e.school_id = :school
and (m.finished_on is null or m.finished_on > :on);
delete from training_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :mentor and e.school_id = :school
and e.started_on <= :on and (e.finished_on is null or e.finished_on >= :on)
and c.started_on >= :on;
update training_periods c
set finished_on = :on
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :mentor and e.school_id = :school
and e.started_on <= :on and (e.finished_on is null or e.finished_on >= :on)
and (c.finished_on is null or c.finished_on > :on);
update tenureships e
set finished_on = :on
where e.person_id = :mentor and e.school_id = :school and e.started_on <= :on
and (e.finished_on is null or e.finished_on >= :on);

-- fact: mentoring_starts
-- Induction and training that ran without a mentor are cut, and hang on the new mentorship from then on.
insert into people (id) values (:mentor) on conflict do nothing;
insert into mentorships (mentee_id, mentor_id, started_on, finished_on)
values (
    (
        select t.id from tenureships t
        where t.person_id = :ect and t.school_id = :school
        order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
        limit 1
    ),
    (
        select t.id from tenureships t
        where t.person_id = :mentor and t.school_id = :school
        order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
        limit 1
    ),
    :from, :until);
insert into induction_periods (mentorship_id, appropriate_body_id, started_on, finished_on)
select c.mentorship_id, c.appropriate_body_id, c.started_on, :from - 1
from induction_periods c
join mentorships m on m.id = c.mentorship_id
where m.mentor_id is null and m.mentee_id = (
    select t.id from tenureships t
    where t.person_id = :ect and t.school_id = :school
    order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
    limit 1
)
and c.started_on < :from and (c.finished_on is null or c.finished_on >= :from);
insert into induction_periods (mentorship_id, appropriate_body_id, started_on, finished_on)
select c.mentorship_id, c.appropriate_body_id, :until + 1, c.finished_on
from induction_periods c
join mentorships m on m.id = c.mentorship_id
where m.mentor_id is null and m.mentee_id = (
    select t.id from tenureships t
    where t.person_id = :ect and t.school_id = :school
    order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
    limit 1
)
and c.started_on <= :until and (c.finished_on is null or c.finished_on > :until) and :until >= :from;
update induction_periods c
set mentorship_id = (
        select n.id from mentorships n
        where n.mentee_id = m.mentee_id and n.started_on = :from
        and n.mentor_id = (
    select t.id from tenureships t
    where t.person_id = :mentor and t.school_id = :school
    order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
    limit 1
)
        limit 1
    ),
    started_on = greatest(c.started_on, :from), finished_on = least(c.finished_on, :until)
from mentorships m
where m.id = c.mentorship_id and m.mentor_id is null and m.mentee_id = (
    select t.id from tenureships t
    where t.person_id = :ect and t.school_id = :school
    order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
    limit 1
)
and c.started_on <= coalesce(:until, 'infinity') and (c.finished_on is null or c.finished_on >= :from);
insert into training_periods (mentorship_id, lead_provider_id, delivery_partner_id, started_on, finished_on)
select c.mentorship_id, c.lead_provider_id, c.delivery_partner_id, c.started_on, :from - 1
from training_periods c
join mentorships m on m.id = c.mentorship_id
where m.mentor_id is null and m.mentee_id = (
    select t.id from tenureships t
    where t.person_id = :ect and t.school_id = :school
    order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
    limit 1
)
and c.started_on < :from and (c.finished_on is null or c.finished_on >= :from);
insert into training_periods (mentorship_id, lead_provider_id, delivery_partner_id, started_on, finished_on)
select c.mentorship_id, c.lead_provider_id, c.delivery_partner_id, :until + 1, c.finished_on
from training_periods c
join mentorships m on m.id = c.mentorship_id
where m.mentor_id is null and m.mentee_id = (
    select t.id from tenureships t
    where t.person_id = :ect and t.school_id = :school
    order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
    limit 1
)
and c.started_on <= :until and (c.finished_on is null or c.finished_on > :until) and :until >= :from;
update training_periods c
set mentorship_id = (
        select n.id from mentorships n
        where n.mentee_id = m.mentee_id and n.started_on = :from
        and n.mentor_id = (
    select t.id from tenureships t
    where t.person_id = :mentor and t.school_id = :school
    order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
    limit 1
)
        limit 1
    ),
    started_on = greatest(c.started_on, :from), finished_on = least(c.finished_on, :until)
from mentorships m
where m.id = c.mentorship_id and m.mentor_id is null and m.mentee_id = (
    select t.id from tenureships t
    where t.person_id = :ect and t.school_id = :school
    order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
    limit 1
)
and c.started_on <= coalesce(:until, 'infinity') and (c.finished_on is null or c.finished_on >= :from);

-- fact: mentoring_ends
-- What hangs on the mentorship goes on without a mentor, in rows of its own.
insert into mentorships (mentee_id, started_on, finished_on)
select t.id, t.started_on, t.finished_on
from tenureships t
where exists (
    select from mentorships m join tenureships o on o.id = m.mentor_id
    where m.mentee_id = t.id and t.person_id = :ect and o.person_id = :mentor
    and (m.finished_on is null or m.finished_on > :on)
)
and not exists (select from mentorships m where m.mentee_id = t.id and m.mentor_id is null);
insert into induction_periods (mentorship_id, appropriate_body_id, started_on, finished_on)
select n.id, c.appropriate_body_id, greatest(c.started_on, :on + 1), c.finished_on
from induction_periods c
join mentorships m on m.id = c.mentorship_id
join tenureships e on e.id = m.mentee_id
join tenureships t on t.id = m.mentor_id
join mentorships n on n.mentee_id = m.mentee_id and n.mentor_id is null
where e.person_id = :ect and t.person_id = :mentor
and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on)
and (c.finished_on is null or c.finished_on > :on);
delete from induction_periods c
using mentorships m, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and e.person_id = :ect
and t.person_id = :mentor
and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on)
and c.started_on > :on;
update induction_periods c
set finished_on = :on
from mentorships m, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and e.person_id = :ect
and t.person_id = :mentor
and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on)
and (c.finished_on is null or c.finished_on > :on);
insert into training_periods (mentorship_id, lead_provider_id, delivery_partner_id, started_on, finished_on)
select n.id, c.lead_provider_id, c.delivery_partner_id, greatest(c.started_on, :on + 1), c.finished_on
from training_periods c
join mentorships m on m.id = c.mentorship_id
join tenureships e on e.id = m.mentee_id
join tenureships t on t.id = m.mentor_id
join mentorships n on n.mentee_id = m.mentee_id and n.mentor_id is null
where e.person_id = :ect and t.person_id = :mentor
and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on)
and (c.finished_on is null or c.finished_on > :on);
delete from training_periods c
using mentorships m, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and e.person_id = :ect
and t.person_id = :mentor
and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on)
and c.started_on > :on;
update training_periods c
set finished_on = :on
from mentorships m, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and e.person_id = :ect
and t.person_id = :mentor
and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on)
and (c.finished_on is null or c.finished_on > :on);
update mentorships m
set finished_on = :on
from tenureships e, tenureships t
where e.id = m.mentee_id and t.id = m.mentor_id and e.person_id = :ect and t.person_id = :mentor
and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on);

-- fact: induction_claimed
-- In one piece for each mentorship and for each stretch without one. Terms have nowhere to go.
insert into appropriate_bodies (id)
select :appropriate_body
where exists (
    select from tenureships t
    where t.person_id = :ect and t.started_on <= coalesce(:until, 'infinity')
    and (t.finished_on is null or t.finished_on >= :from)
)
on conflict do nothing;
insert into induction_periods (mentorship_id, appropriate_body_id, started_on, finished_on)
select m.id, :appropriate_body, greatest(m.started_on, :from), least(m.finished_on, :until)
from tenureships t
join mentorships m on m.mentee_id = t.id
where t.person_id = :ect
and t.started_on <= coalesce(:until, 'infinity') and (t.finished_on is null or t.finished_on >= :from)
and m.mentor_id is not null
and m.started_on <= coalesce(:until, 'infinity') and (m.finished_on is null or m.finished_on >= :from);
insert into mentorships (mentee_id, started_on, finished_on)
select t.id, t.started_on, t.finished_on
from tenureships t
where t.person_id = :ect
and t.started_on <= coalesce(:until, 'infinity') and (t.finished_on is null or t.finished_on >= :from)
and not exists (select from mentorships m where m.mentee_id = t.id and m.mentor_id is null);
insert into induction_periods (mentorship_id, appropriate_body_id, started_on, finished_on)
select n.id, :appropriate_body, lower(gap), upper(gap) - 1
from tenureships t
join mentorships n on n.mentee_id = t.id and n.mentor_id is null
cross join lateral unnest(
    case
        when greatest(t.started_on, :from) > least(t.finished_on, :until) then '{}'
        else datemultirange(daterange(greatest(t.started_on, :from), least(t.finished_on, :until), '[]'))
    end - coalesce(
        (
            select range_agg(daterange(m.started_on, m.finished_on, '[]'))
            from mentorships m
            where m.mentee_id = t.id and m.mentor_id is not null
        ),
        '{}')) as gap
where t.person_id = :ect
and t.started_on <= coalesce(:until, 'infinity') and (t.finished_on is null or t.finished_on >= :from);

-- fact: induction_released (may touch nothing)
-- Nothing is left to release where the time at the school ended before. Terms have nowhere to go.
delete from induction_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect
and c.appropriate_body_id = :appropriate_body and c.started_on > :on;
update induction_periods c
set finished_on = :on
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect
and c.appropriate_body_id = :appropriate_body and (c.finished_on is null or c.finished_on >= :on);

-- fact: induction_outcome (inexpressible: an induction period has no outcome)

-- fact: induction_reopened (inexpressible: an induction period has no outcome)

-- fact: induction_extended (inexpressible: there are no terms)

-- fact: training_starts
-- In one piece for each mentorship and for each stretch without one; a mentor's own hangs on one in which the mentor is
-- the mentee of nobody. The contract year and the schedule have nowhere to go.
insert into training_periods (mentorship_id, lead_provider_id, delivery_partner_id, started_on, finished_on)
select m.id, :lead_provider, :delivery_partner, greatest(m.started_on, :from), least(m.finished_on, :until)
from tenureships t
join mentorships m on m.mentee_id = t.id
where t.person_id = :person and t.school_id = :school
and t.started_on <= coalesce(:until, 'infinity') and (t.finished_on is null or t.finished_on >= :from)
and m.mentor_id is not null
and m.started_on <= coalesce(:until, 'infinity') and (m.finished_on is null or m.finished_on >= :from);
insert into mentorships (mentee_id, started_on, finished_on)
select t.id, t.started_on, t.finished_on
from tenureships t
where t.person_id = :person and t.school_id = :school
and t.started_on <= coalesce(:until, 'infinity') and (t.finished_on is null or t.finished_on >= :from)
and not exists (select from mentorships m where m.mentee_id = t.id and m.mentor_id is null);
insert into training_periods (mentorship_id, lead_provider_id, delivery_partner_id, started_on, finished_on)
select n.id, :lead_provider, :delivery_partner, lower(gap), upper(gap) - 1
from tenureships t
join mentorships n on n.mentee_id = t.id and n.mentor_id is null
cross join lateral unnest(
    case
        when greatest(t.started_on, :from) > least(t.finished_on, :until) then '{}'
        else datemultirange(daterange(greatest(t.started_on, :from), least(t.finished_on, :until), '[]'))
    end - coalesce(
        (
            select range_agg(daterange(m.started_on, m.finished_on, '[]'))
            from mentorships m
            where m.mentee_id = t.id and m.mentor_id is not null
        ),
        '{}')) as gap
where t.person_id = :person and t.school_id = :school
and t.started_on <= coalesce(:until, 'infinity') and (t.finished_on is null or t.finished_on >= :from);

-- fact: interest_expressed (inexpressible: it would be training with a lead provider that has not agreed to it)

-- fact: school_led_training_starts (inexpressible: training is with a lead provider and a delivery partner)

-- fact: training_changes
-- As training_starts, after what ran has ended. The contract year and the schedule have nowhere to go.
delete from training_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :person and c.started_on >= :from;
update training_periods c
set finished_on = :from - 1
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :person
and (c.finished_on is null or c.finished_on >= :from);
insert into training_periods (mentorship_id, lead_provider_id, delivery_partner_id, started_on, finished_on)
select m.id, :lead_provider, :delivery_partner, greatest(m.started_on, :from), m.finished_on
from tenureships t
join mentorships m on m.mentee_id = t.id
where t.person_id = :person and t.school_id = :school
and (t.finished_on is null or t.finished_on >= :from)
and m.mentor_id is not null
and (m.finished_on is null or m.finished_on >= :from);
insert into mentorships (mentee_id, started_on, finished_on)
select t.id, t.started_on, t.finished_on
from tenureships t
where t.person_id = :person and t.school_id = :school
and (t.finished_on is null or t.finished_on >= :from)
and not exists (select from mentorships m where m.mentee_id = t.id and m.mentor_id is null);
insert into training_periods (mentorship_id, lead_provider_id, delivery_partner_id, started_on, finished_on)
select n.id, :lead_provider, :delivery_partner, lower(gap), upper(gap) - 1
from tenureships t
join mentorships n on n.mentee_id = t.id and n.mentor_id is null
cross join lateral unnest(
    case
        when greatest(t.started_on, :from) > t.finished_on then '{}'
        else datemultirange(daterange(greatest(t.started_on, :from), t.finished_on, '[]'))
    end - coalesce(
        (
            select range_agg(daterange(m.started_on, m.finished_on, '[]'))
            from mentorships m
            where m.mentee_id = t.id and m.mentor_id is not null
        ),
        '{}')) as gap
where t.person_id = :person and t.school_id = :school
and (t.finished_on is null or t.finished_on >= :from);

-- fact: training_becomes_school_led (inexpressible: training is with a lead provider and a delivery partner)

-- fact: training_ends
delete from training_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :person and c.started_on > :on;
update training_periods c
set finished_on = :on
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :person
and (c.finished_on is null or c.finished_on >= :on);

-- fact: training_deferred (inexpressible: training has a first and a last day, and no status)

-- fact: training_withdrawn (inexpressible: training has a first and a last day, and no status)

-- fact: training_resumed (inexpressible: training has a first and a last day, and no status)

-- fact: mentor_funding_ends (inexpressible: a person is their name)

-- fact: declared (inexpressible: there are no declarations)

-- fact: declaration_becomes (inexpressible: there are no declarations)

-- fact: declaration_partner_changes (inexpressible: there are no declarations)

-- fact: leaving_cancelled
-- What ended on the same day is taken to have ended with it.
update training_periods c
set finished_on = null
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :person and e.school_id = :school
and c.finished_on = e.finished_on
and not exists (
    select from tenureships later
    where later.person_id = e.person_id and later.school_id = e.school_id and later.started_on > e.started_on
);
update induction_periods c
set finished_on = null
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :person and e.school_id = :school
and c.finished_on = e.finished_on
and not exists (
    select from tenureships later
    where later.person_id = e.person_id and later.school_id = e.school_id and later.started_on > e.started_on
);
update mentorships m
set finished_on = null
from tenureships e
where e.id in (m.mentee_id, m.mentor_id) and e.person_id = :person and e.school_id = :school
and m.finished_on = e.finished_on
and not exists (
    select from tenureships later
    where later.person_id = e.person_id and later.school_id = e.school_id and later.started_on > e.started_on
);
update tenureships e
set finished_on = null
where e.person_id = :person and e.school_id = :school
and not exists (
    select from tenureships later
    where later.person_id = e.person_id and later.school_id = e.school_id and later.started_on > e.started_on
);

-- fact: registration_undone
delete from training_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.person_id = :person and e.school_id = :school
and e.id in (m.mentee_id, m.mentor_id)
and not exists (
    select from tenureships later
    where later.person_id = e.person_id and later.school_id = e.school_id and later.started_on > e.started_on
);
delete from induction_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.person_id = :person and e.school_id = :school
and e.id in (m.mentee_id, m.mentor_id)
and not exists (
    select from tenureships later
    where later.person_id = e.person_id and later.school_id = e.school_id and later.started_on > e.started_on
);
delete from mentorships m
using tenureships e
where e.id in (m.mentee_id, m.mentor_id) and e.person_id = :person and e.school_id = :school
and not exists (
    select from tenureships later
    where later.person_id = e.person_id and later.school_id = e.school_id and later.started_on > e.started_on
);
delete from tenureships e
where e.person_id = :person and e.school_id = :school
and not exists (
    select from tenureships later
    where later.person_id = e.person_id and later.school_id = e.school_id and later.started_on > e.started_on
);

-- fact: school_dates_corrected
update tenureships
set started_on = :right_from, finished_on = :right_until
where person_id = :person and school_id = :school and started_on = :from;

-- fact: mentoring_dates_corrected
-- What hangs on the mentorship keeps its own days.
update mentorships m
set started_on = :right_from, finished_on = :right_until
from tenureships e, tenureships t
where e.id = m.mentee_id and t.id = m.mentor_id and e.person_id = :ect and t.person_id = :mentor
and m.started_on = :from;

-- fact: training_dates_corrected
-- The piece that begins on that day; those that follow it under other mentorships stay.
update training_periods c
set started_on = :right_from, finished_on = :right_until
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :person and c.started_on = :from;

-- fact: training_programme_corrected (inexpressible: training is with a lead provider and a delivery partner)

-- fact: induction_dates_corrected
-- The piece that begins on that day; those that follow it under other mentorships stay.
update induction_periods c
set started_on = :right_from, finished_on = :right_until
from mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect and c.started_on = :from;

-- fact: school_spell_removed
delete from mentorships m
using tenureships t
where t.id = m.mentee_id and t.person_id = :person and t.school_id = :school and t.started_on = :from
and m.mentor_id is null
and not exists (select from induction_periods c where c.mentorship_id = m.id)
and not exists (select from training_periods c where c.mentorship_id = m.id);
delete from tenureships where person_id = :person and school_id = :school and started_on = :from;

-- fact: mentoring_removed
-- What hangs on the mentorship goes on without a mentor.
insert into mentorships (mentee_id, started_on, finished_on)
select t.id, t.started_on, t.finished_on
from tenureships t
where exists (
    select from mentorships m join tenureships o on o.id = m.mentor_id
    where m.mentee_id = t.id and t.person_id = :ect and o.person_id = :mentor and m.started_on = :from
)
and not exists (select from mentorships m where m.mentee_id = t.id and m.mentor_id is null);
update induction_periods c
set mentorship_id = n.id
from mentorships m, mentorships n, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and e.person_id = :ect
and t.person_id = :mentor and m.started_on = :from
and n.mentee_id = e.id and n.mentor_id is null;
update training_periods c
set mentorship_id = n.id
from mentorships m, mentorships n, tenureships e, tenureships t
where m.id = c.mentorship_id and e.id = m.mentee_id and t.id = m.mentor_id and e.person_id = :ect
and t.person_id = :mentor and m.started_on = :from
and n.mentee_id = e.id and n.mentor_id is null;
delete from mentorships m
using tenureships e, tenureships t
where e.id = m.mentee_id and t.id = m.mentor_id and e.person_id = :ect and t.person_id = :mentor
and m.started_on = :from;

-- fact: training_removed
delete from training_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :person and c.started_on = :from;

-- fact: induction_removed
delete from induction_periods c
using mentorships m, tenureships e
where m.id = c.mentorship_id and e.id = m.mentee_id and e.person_id = :ect and c.started_on = :from;

-- fact: recorded_in_error
delete from people where :kind = 'person' and id = :name;
delete from schools where :kind = 'school' and id = :name;
delete from lead_providers where :kind = 'lead provider' and id = :name;
delete from delivery_partners where :kind = 'delivery partner' and id = :name;
delete from appropriate_bodies where :kind = 'appropriate body' and id = :name;

-- fact: partnership_recorded_in_error (inexpressible: an agreement of two providers is not recorded)

-- fact: people_merged
-- That they were two is forgotten.
update tenureships set person_id = :survivor where person_id = :duplicate;
delete from people where id = :duplicate;
