-- Plain rows, found by name. Every rule was the application's: the tables accept what they are given.

-- fact: contract_year_opens
-- The year's days have nowhere to go.
insert into academic_years (year) values (:contract_year);

-- fact: contract_year_frozen (inexpressible: an academic year is a year and nothing else)

-- fact: partnership_agreed (may touch nothing)
-- Between the two providers, for a year: the school has nowhere to go, and a second school's agreement is already
-- there.
insert into lead_providers (name)
select :lead_provider where not exists (select from lead_providers where name = :lead_provider);
insert into delivery_partners (name)
select :delivery_partner where not exists (select from delivery_partners where name = :delivery_partner);
insert into provider_partnerships (academic_year_id, lead_provider_id, delivery_partner_id)
select y.id, lp.id, dp.id
from academic_years y, lead_providers lp, delivery_partners dp
where y.year = :contract_year and lp.name = :lead_provider and dp.name = :delivery_partner
and not exists (
    select from provider_partnerships pp
    where pp.academic_year_id = y.id and pp.lead_provider_id = lp.id and pp.delivery_partner_id = dp.id
);

-- fact: urn_assigned (inexpressible: a school has a name and nothing else)

-- fact: trn_recorded (inexpressible: a teacher has a name and two years, and nothing else)

-- fact: qts_awarded (inexpressible: a teacher has a name and two years, and nothing else)

-- fact: email_recorded (inexpressible: a teacher has a name and two years, and nothing else)

-- fact: ect_joins_school
insert into teachers (name) select :ect where not exists (select from teachers where name = :ect);
insert into schools (name) select :school where not exists (select from schools where name = :school);
insert into ect_at_school_periods (school_id, teacher_id, started_on, finished_on)
select s.id, t.id, :from, :until from schools s, teachers t where s.name = :school and t.name = :ect;

-- fact: ect_moves_school
-- What hangs on the old school ends with it, mentoring, induction and training; what begins on the last day there goes.
insert into teachers (name) select :ect where not exists (select from teachers where name = :ect);
insert into schools (name) select :school where not exists (select from schools where name = :school);
update training_periods r
set finished_on = :from - 1
from induction_periods i, ect_at_school_periods a, teachers t
where r.induction_period_id = i.id and i.ect_at_school_period_id = a.id and a.teacher_id = t.id and t.name = :ect
and r.started_on < :from - 1 and (r.finished_on is null or r.finished_on >= :from);
delete from training_periods r
using induction_periods i, ect_at_school_periods a, teachers t
where r.induction_period_id = i.id and i.ect_at_school_period_id = a.id and a.teacher_id = t.id and t.name = :ect
and r.started_on >= :from - 1;
update induction_periods i
set finished_on = :from - 1
from ect_at_school_periods a, teachers t
where i.ect_at_school_period_id = a.id and a.teacher_id = t.id and t.name = :ect
and i.started_on < :from and (i.finished_on is null or i.finished_on >= :from);
update mentorship_periods m
set finished_on = :from - 1
from ect_at_school_periods a, teachers t
where m.ect_at_school_period_id = a.id and a.teacher_id = t.id and t.name = :ect
and m.started_on < :from - 1 and (m.finished_on is null or m.finished_on >= :from);
delete from mentorship_periods m
using ect_at_school_periods a, teachers t
where m.ect_at_school_period_id = a.id and a.teacher_id = t.id and t.name = :ect and m.started_on >= :from - 1;
update ect_at_school_periods a
set finished_on = :from - 1
from teachers t
where a.teacher_id = t.id and t.name = :ect
and a.started_on < :from and (a.finished_on is null or a.finished_on >= :from);
delete from ect_at_school_periods a
using teachers t
where a.teacher_id = t.id and t.name = :ect and a.started_on >= :from;
insert into ect_at_school_periods (school_id, teacher_id, started_on)
select s.id, t.id, :from from schools s, teachers t where s.name = :school and t.name = :ect;

-- fact: ect_leaves_school
-- The authors ended all four together: the time at the school, mentoring, induction and training.
delete from training_periods r
using induction_periods i, ect_at_school_periods a, teachers t, schools s
where r.induction_period_id = i.id and i.ect_at_school_period_id = a.id and a.teacher_id = t.id and a.school_id = s.id
and t.name = :ect and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on) and r.started_on >= :on;
update training_periods r
set finished_on = :on
from induction_periods i, ect_at_school_periods a, teachers t, schools s
where r.induction_period_id = i.id and i.ect_at_school_period_id = a.id and a.teacher_id = t.id and a.school_id = s.id
and t.name = :ect and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on)
and (r.finished_on is null or r.finished_on > :on);
update induction_periods i
set finished_on = :on
from ect_at_school_periods a, teachers t, schools s
where a.teacher_id = t.id and a.school_id = s.id and t.name = :ect and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on)
and i.ect_at_school_period_id = a.id and i.started_on <= :on and (i.finished_on is null or i.finished_on > :on);
delete from mentorship_periods m
using ect_at_school_periods a, teachers t, schools s
where a.teacher_id = t.id and a.school_id = s.id and t.name = :ect and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on)
and m.ect_at_school_period_id = a.id and m.started_on >= :on;
update mentorship_periods m
set finished_on = :on
from ect_at_school_periods a, teachers t, schools s
where a.teacher_id = t.id and a.school_id = s.id and t.name = :ect and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on)
and m.ect_at_school_period_id = a.id and (m.finished_on is null or m.finished_on > :on);
update ect_at_school_periods a
set finished_on = :on
from teachers t, schools s
where a.teacher_id = t.id and a.school_id = s.id and t.name = :ect and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on);

-- fact: mentor_joins_school
insert into teachers (name) select :mentor where not exists (select from teachers where name = :mentor);
insert into schools (name) select :school where not exists (select from schools where name = :school);
insert into mentor_at_school_periods (school_id, teacher_id, started_on, finished_on)
select s.id, t.id, :from, :until from schools s, teachers t where s.name = :school and t.name = :mentor;

-- fact: mentor_leaves_school
delete from training_periods r
using mentor_at_school_periods a, teachers t, schools s
where a.teacher_id = t.id and a.school_id = s.id and t.name = :mentor and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on)
and r.mentor_at_school_period_id = a.id and r.started_on >= :on;
update training_periods r
set finished_on = :on
from mentor_at_school_periods a, teachers t, schools s
where a.teacher_id = t.id and a.school_id = s.id and t.name = :mentor and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on)
and r.mentor_at_school_period_id = a.id and (r.finished_on is null or r.finished_on > :on);
delete from mentorship_periods m
using mentor_at_school_periods a, teachers t, schools s
where a.teacher_id = t.id and a.school_id = s.id and t.name = :mentor and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on)
and m.mentor_at_school_period_id = a.id and m.started_on >= :on;
update mentorship_periods m
set finished_on = :on
from mentor_at_school_periods a, teachers t, schools s
where a.teacher_id = t.id and a.school_id = s.id and t.name = :mentor and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on)
and m.mentor_at_school_period_id = a.id and (m.finished_on is null or m.finished_on > :on);
update mentor_at_school_periods a
set finished_on = :on
from teachers t, schools s
where a.teacher_id = t.id and a.school_id = s.id and t.name = :mentor and s.name = :school
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on);

-- fact: mentoring_starts
-- Both times at that school, on that day if there are such.
insert into mentorship_periods (ect_at_school_period_id, mentor_at_school_period_id, started_on, finished_on)
select e.id, m.id, :from, :until
from lateral (
    select a.id
    from ect_at_school_periods a, teachers t, schools s
    where a.teacher_id = t.id and a.school_id = s.id and t.name = :ect and s.name = :school
    order by a.started_on <= :from and (a.finished_on is null or a.finished_on >= :from) desc, a.started_on desc
    limit 1
) as e
cross join lateral (
    select a.id
    from mentor_at_school_periods a, teachers t, schools s
    where a.teacher_id = t.id and a.school_id = s.id and t.name = :mentor and s.name = :school
    order by a.started_on <= :from and (a.finished_on is null or a.finished_on >= :from) desc, a.started_on desc
    limit 1
) as m;

-- fact: mentoring_ends
update mentorship_periods m
set finished_on = :on
from ect_at_school_periods e, teachers te, mentor_at_school_periods a, teachers tm
where m.ect_at_school_period_id = e.id and e.teacher_id = te.id
and m.mentor_at_school_period_id = a.id and a.teacher_id = tm.id and te.name = :ect and tm.name = :mentor
and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on);

-- fact: induction_claimed
-- One period for each time at a school that the claim covers, cut to it; one that waited for a body becomes this one.
-- Terms have nowhere to go.
insert into appropriate_bodies (name)
select :appropriate_body
where not exists (select from appropriate_bodies where name = :appropriate_body)
and exists (
    select
    from ect_at_school_periods a, teachers t
    where a.teacher_id = t.id and t.name = :ect
    and (:until is null or a.started_on <= :until) and (a.finished_on is null or a.finished_on >= :from)
);
insert into induction_periods (ect_at_school_period_id, appropriate_body_id, started_on, finished_on)
select a.id, ab.id, greatest(a.started_on, :from), least(a.finished_on, :until)
from ect_at_school_periods a, teachers t, appropriate_bodies ab
where a.teacher_id = t.id and t.name = :ect and ab.name = :appropriate_body
and (:until is null or a.started_on <= :until) and (a.finished_on is null or a.finished_on >= :from)
and not exists (
    select from induction_periods i where i.ect_at_school_period_id = a.id and i.appropriate_body_id is null
);
update induction_periods i
set appropriate_body_id = ab.id, started_on = greatest(a.started_on, :from), finished_on = least(a.finished_on, :until)
from ect_at_school_periods a, teachers t, appropriate_bodies ab
where i.ect_at_school_period_id = a.id and a.teacher_id = t.id and t.name = :ect and ab.name = :appropriate_body
and (:until is null or a.started_on <= :until) and (a.finished_on is null or a.finished_on >= :from)
and i.appropriate_body_id is null;

-- fact: induction_released (may touch nothing)
-- Nothing is left to release where the time at the school ended before. Terms have nowhere to go.
update induction_periods i
set finished_on = :on
from ect_at_school_periods a, teachers t, appropriate_bodies ab
where i.ect_at_school_period_id = a.id and a.teacher_id = t.id and i.appropriate_body_id = ab.id
and t.name = :ect and ab.name = :appropriate_body
and i.started_on <= :on and (i.finished_on is null or i.finished_on >= :on);

-- fact: induction_outcome (inexpressible: an induction period has no outcome)

-- fact: induction_reopened (inexpressible: an induction period has no outcome)

-- fact: induction_extended (inexpressible: there are no terms)

-- fact: training_starts
-- An ECT's hangs on an induction period at the school: the one on that day, else the last one, else one made here that
-- waits for an appropriate body. The schedule has nowhere to go.
insert into induction_periods (ect_at_school_period_id, started_on, finished_on)
select a.id, :from, :until
from ect_at_school_periods a, teachers t, schools s
where :role = 'ect' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and a.started_on <= :from and (a.finished_on is null or a.finished_on >= :from)
and not exists (select from induction_periods i where i.ect_at_school_period_id = a.id);
insert into training_periods (
    provider_partnership_id, induction_period_id, mentor_at_school_period_id, started_on, finished_on)
select pp.id, h.induction_period_id, h.mentor_at_school_period_id, :from, :until
from provider_partnerships pp
join academic_years y on y.id = pp.academic_year_id
join lead_providers lp on lp.id = pp.lead_provider_id
join delivery_partners dp on dp.id = pp.delivery_partner_id
cross join lateral (
    (
        select i.id as induction_period_id, null::bigint as mentor_at_school_period_id
        from induction_periods i, ect_at_school_periods a, teachers t, schools s
        where :role = 'ect' and i.ect_at_school_period_id = a.id and a.teacher_id = t.id and a.school_id = s.id
        and t.name = :person and s.name = :school
        order by
            a.started_on <= :from and (a.finished_on is null or a.finished_on >= :from) desc,
            i.started_on <= :from and (i.finished_on is null or i.finished_on >= :from) desc, i.started_on desc
        limit 1
    )
    union all
    (
        select null, a.id
        from mentor_at_school_periods a, teachers t, schools s
        where :role = 'mentor' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
        order by a.started_on <= :from and (a.finished_on is null or a.finished_on >= :from) desc, a.started_on desc
        limit 1
    )
) as h
where y.year = :contract_year and lp.name = :lead_provider and dp.name = :delivery_partner;

-- fact: interest_expressed (inexpressible: training is through a partnership of two providers)

-- fact: school_led_training_starts (inexpressible: training is through a partnership of two providers)

-- fact: training_changes
-- As training_starts, after what ran has ended, to the end of the time at the school. The schedule has nowhere to go.
delete from training_periods r
where r.started_on >= :from
and r.id in (
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
update training_periods r
set finished_on = :from - 1
where (r.finished_on is null or r.finished_on >= :from)
and r.id in (
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
insert into induction_periods (ect_at_school_period_id, started_on, finished_on)
select a.id, :from, a.finished_on
from ect_at_school_periods a, teachers t, schools s
where :role = 'ect' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and a.started_on <= :from and (a.finished_on is null or a.finished_on >= :from)
and not exists (select from induction_periods i where i.ect_at_school_period_id = a.id);
insert into training_periods (
    provider_partnership_id, induction_period_id, mentor_at_school_period_id, started_on, finished_on)
select pp.id, h.induction_period_id, h.mentor_at_school_period_id, :from, h.finished_on
from provider_partnerships pp
join academic_years y on y.id = pp.academic_year_id
join lead_providers lp on lp.id = pp.lead_provider_id
join delivery_partners dp on dp.id = pp.delivery_partner_id
cross join lateral (
    (
        select i.id as induction_period_id, null::bigint as mentor_at_school_period_id,
            a.finished_on
        from induction_periods i, ect_at_school_periods a, teachers t, schools s
        where :role = 'ect' and i.ect_at_school_period_id = a.id and a.teacher_id = t.id and a.school_id = s.id
        and t.name = :person and s.name = :school
        order by
            a.started_on <= :from and (a.finished_on is null or a.finished_on >= :from) desc,
            i.started_on <= :from and (i.finished_on is null or i.finished_on >= :from) desc, i.started_on desc
        limit 1
    )
    union all
    (
        select null, a.id, a.finished_on
        from mentor_at_school_periods a, teachers t, schools s
        where :role = 'mentor' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
        order by a.started_on <= :from and (a.finished_on is null or a.finished_on >= :from) desc, a.started_on desc
        limit 1
    )
) as h
where y.year = :contract_year and lp.name = :lead_provider and dp.name = :delivery_partner;

-- fact: training_becomes_school_led (inexpressible: training is through a partnership of two providers)

-- fact: training_ends
update training_periods r
set finished_on = :on
where r.started_on <= :on and (r.finished_on is null or r.finished_on >= :on)
and r.id in (
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

-- fact: training_deferred (inexpressible: training has a first and a last day, and no status)

-- fact: training_withdrawn (inexpressible: training has a first and a last day, and no status)

-- fact: training_resumed (inexpressible: training has a first and a last day, and no status)

-- fact: mentor_funding_ends (inexpressible: a teacher has a name and two years, and nothing else)

-- fact: declared (inexpressible: a declaration has neither a date nor a state)

-- fact: declaration_becomes (inexpressible: a declaration has neither a date nor a state)

-- fact: declaration_partner_changes (inexpressible: a declaration has neither a date nor a state)

-- fact: leaving_cancelled
-- What ended on the same day is taken to have ended with it.
update training_periods r
set finished_on = null
from induction_periods i, ect_at_school_periods a, teachers t, schools s
where :role = 'ect' and r.induction_period_id = i.id and i.ect_at_school_period_id = a.id
and r.finished_on = a.finished_on and a.teacher_id = t.id and a.school_id = s.id and t.name = :person
and s.name = :school
and not exists (
    select from ect_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
update induction_periods i
set finished_on = null
from ect_at_school_periods a, teachers t, schools s
where :role = 'ect' and i.ect_at_school_period_id = a.id and i.finished_on = a.finished_on
and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from ect_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
update mentorship_periods m
set finished_on = null
from ect_at_school_periods a, teachers t, schools s
where :role = 'ect' and m.ect_at_school_period_id = a.id and m.finished_on = a.finished_on
and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from ect_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
update ect_at_school_periods a
set finished_on = null
from teachers t, schools s
where :role = 'ect' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from ect_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
update training_periods r
set finished_on = null
from mentor_at_school_periods a, teachers t, schools s
where :role = 'mentor' and r.mentor_at_school_period_id = a.id and r.finished_on = a.finished_on
and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from mentor_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
update mentorship_periods m
set finished_on = null
from mentor_at_school_periods a, teachers t, schools s
where :role = 'mentor' and m.mentor_at_school_period_id = a.id and m.finished_on = a.finished_on
and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from mentor_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
update mentor_at_school_periods a
set finished_on = null
from teachers t, schools s
where :role = 'mentor' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from mentor_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);

-- fact: registration_undone
delete from training_periods r
using induction_periods i, ect_at_school_periods a, teachers t, schools s
where :role = 'ect' and r.induction_period_id = i.id and i.ect_at_school_period_id = a.id
and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from ect_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
delete from induction_periods i
using ect_at_school_periods a, teachers t, schools s
where :role = 'ect' and i.ect_at_school_period_id = a.id
and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from ect_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
delete from mentorship_periods m
using ect_at_school_periods a, teachers t, schools s
where :role = 'ect' and m.ect_at_school_period_id = a.id
and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from ect_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
delete from ect_at_school_periods a
using teachers t, schools s
where :role = 'ect' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from ect_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
delete from training_periods r
using mentor_at_school_periods a, teachers t, schools s
where :role = 'mentor' and r.mentor_at_school_period_id = a.id
and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from mentor_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
delete from mentorship_periods m
using mentor_at_school_periods a, teachers t, schools s
where :role = 'mentor' and m.mentor_at_school_period_id = a.id
and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from mentor_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);
delete from mentor_at_school_periods a
using teachers t, schools s
where :role = 'mentor' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and not exists (
    select from mentor_at_school_periods later
    where later.teacher_id = a.teacher_id and later.school_id = a.school_id and later.started_on > a.started_on
);

-- fact: school_dates_corrected
update ect_at_school_periods a
set started_on = :right_from, finished_on = :right_until
from teachers t, schools s
where :role = 'ect' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and a.started_on = :from;
update mentor_at_school_periods a
set started_on = :right_from, finished_on = :right_until
from teachers t, schools s
where :role = 'mentor' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and a.started_on = :from;

-- fact: mentoring_dates_corrected
update mentorship_periods m
set started_on = :right_from, finished_on = :right_until
from ect_at_school_periods e, teachers te, mentor_at_school_periods a, teachers tm
where m.ect_at_school_period_id = e.id and e.teacher_id = te.id
and m.mentor_at_school_period_id = a.id and a.teacher_id = tm.id and te.name = :ect and tm.name = :mentor
and m.started_on = :from;

-- fact: training_dates_corrected
update training_periods r
set started_on = :right_from, finished_on = :right_until
where r.started_on = :from
and r.id in (
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

-- fact: training_programme_corrected (inexpressible: training is through a partnership of two providers)

-- fact: induction_dates_corrected
update induction_periods i
set started_on = :right_from, finished_on = :right_until
from ect_at_school_periods a, teachers t
where i.ect_at_school_period_id = a.id and a.teacher_id = t.id and t.name = :ect and i.started_on = :from;

-- fact: school_spell_removed
delete from ect_at_school_periods a
using teachers t, schools s
where :role = 'ect' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and a.started_on = :from;
delete from mentor_at_school_periods a
using teachers t, schools s
where :role = 'mentor' and a.teacher_id = t.id and a.school_id = s.id and t.name = :person and s.name = :school
and a.started_on = :from;

-- fact: mentoring_removed
delete from mentorship_periods m
using ect_at_school_periods e, teachers te, mentor_at_school_periods a, teachers tm
where m.ect_at_school_period_id = e.id and e.teacher_id = te.id
and m.mentor_at_school_period_id = a.id and a.teacher_id = tm.id and te.name = :ect and tm.name = :mentor
and m.started_on = :from;

-- fact: training_removed
delete from training_periods r
where r.started_on = :from
and r.id in (
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

-- fact: induction_removed
delete from induction_periods i
using ect_at_school_periods a, teachers t
where i.ect_at_school_period_id = a.id and a.teacher_id = t.id and t.name = :ect and i.started_on = :from;

-- fact: recorded_in_error
delete from teachers where :kind = 'person' and name = :name;
delete from schools where :kind = 'school' and name = :name;
delete from lead_providers where :kind = 'lead provider' and name = :name;
delete from delivery_partners where :kind = 'delivery partner' and name = :name;
delete from appropriate_bodies where :kind = 'appropriate body' and name = :name;
delete from academic_years where :kind = 'contract year' and year::text = :name;

-- fact: partnership_recorded_in_error
-- At every school: the partnership knows none.
delete from provider_partnerships pp
using academic_years y, lead_providers lp, delivery_partners dp
where pp.academic_year_id = y.id and pp.lead_provider_id = lp.id and pp.delivery_partner_id = dp.id
and y.year = :contract_year and lp.name = :lead_provider and dp.name = :delivery_partner;

-- fact: people_merged
-- That they were two is forgotten.
update ect_at_school_periods a
set teacher_id = s.id
from teachers d, teachers s
where d.name = :duplicate and s.name = :survivor and a.teacher_id = d.id;
update mentor_at_school_periods a
set teacher_id = s.id
from teachers d, teachers s
where d.name = :duplicate and s.name = :survivor and a.teacher_id = d.id;
delete from teachers where name = :duplicate;
