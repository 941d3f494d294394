-- fact: ect_starts
insert into ects (name) values (:ect);
insert into induction_records (ect_id, school, programme, start_date)
select id, :school, :programme, :on from ects where name = :ect;

-- fact: ect_moves
insert into induction_records (ect_id, school, programme, start_date, end_date)
select ect_id, v.school, programme, v.start_date, v.end_date
from current_records c
cross join lateral (values (c.school, c.start_date, :on - 1), (:school, :on, null)) as v (school, start_date, end_date)
where c.ect = :ect and c.end_date is null and c.start_date < :on and c.school <> :school;

-- fact: programme_changes
insert into induction_records (ect_id, school, programme, start_date, end_date)
select ect_id, school, v.programme, v.start_date, v.end_date
from current_records c
cross join lateral (values (c.programme, c.start_date, :on - 1), (:programme, :on, null))
    as v (programme, start_date, end_date)
where c.ect = :ect and c.end_date is null and c.start_date < :on and c.programme <> :programme;

-- fact: ect_leaves
insert into induction_records (ect_id, school, programme, start_date, end_date)
select ect_id, school, programme, start_date, :on
from current_records
where ect = :ect and end_date is null and start_date <= :on;

-- fact: leaving_corrected
insert into induction_records (ect_id, school, programme, start_date, end_date)
select ect_id, school, programme, start_date, :on
from current_records
where ect = :ect and end_date <> :on and start_date <= :on;
