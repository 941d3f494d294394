-- question: school_of
select s.name as school
from school_periods p
join ects e on e.id = p.ect_id
join schools s on s.id = p.school_id
where e.name = :ect and p.started_on <= :on and (p.finished_on is null or p.finished_on >= :on);

-- question: programme_of
select p.programme
from training_periods p
join ects e on e.id = p.ect_id
where e.name = :ect and p.started_on <= :on and (p.finished_on is null or p.finished_on >= :on);

-- question: schools_of
select s.name as school, p.started_on, p.finished_on
from school_periods p
join ects e on e.id = p.ect_id
join schools s on s.id = p.school_id
where e.name = :ect;
