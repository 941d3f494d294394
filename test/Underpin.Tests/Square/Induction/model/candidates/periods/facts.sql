-- fact: ect_starts
insert into ects (name) values (:ect);
insert into schools (name) values (:school) on conflict (name) do nothing;
insert into school_periods (ect_id, school_id, started_on)
select e.id, s.id, :on from ects e, schools s where e.name = :ect and s.name = :school;
insert into training_periods (ect_id, programme, started_on)
select id, :programme, :on from ects where name = :ect;

-- fact: ect_moves
insert into schools (name) values (:school) on conflict (name) do nothing;
with closed as (
    update school_periods p
    set finished_on = :on - 1
    from ects e, schools s
    where e.name = :ect and p.ect_id = e.id and s.name = :school
        and p.finished_on is null and p.started_on < :on and p.school_id <> s.id
    returning p.ect_id, s.id as school_id
)
insert into school_periods (ect_id, school_id, started_on)
select ect_id, school_id, :on from closed;

-- fact: programme_changes
with closed as (
    update training_periods p
    set finished_on = :on - 1
    from ects e
    where e.name = :ect and p.ect_id = e.id
        and p.finished_on is null and p.started_on < :on and p.programme <> :programme
    returning p.ect_id
)
insert into training_periods (ect_id, programme, started_on)
select ect_id, :programme, :on from closed;

-- fact: ect_leaves
update school_periods p
set finished_on = :on
from ects e
where e.name = :ect and p.ect_id = e.id and p.finished_on is null and p.started_on <= :on;
update training_periods p
set finished_on = :on
from ects e
where e.name = :ect and p.ect_id = e.id and p.finished_on is null and p.started_on <= :on;

-- fact: leaving_corrected
update school_periods p
set finished_on = :on
from ects e
where e.name = :ect and p.ect_id = e.id and p.finished_on is not null and p.started_on <= :on
    and p.started_on = (select max(l.started_on) from school_periods l where l.ect_id = e.id);
update training_periods p
set finished_on = :on
from ects e
where e.name = :ect and p.ect_id = e.id and p.finished_on is not null and p.started_on <= :on
    and p.started_on = (select max(l.started_on) from training_periods l where l.ect_id = e.id);
