-- question: school_of
select school
from (
    select distinct on (r.ect_id) r.*
    from induction_records r
    join ects e on e.id = r.ect_id
    where e.name = :ect and r.start_date <= :on
    order by r.ect_id, r.start_date desc, r.id desc
) as latest
where end_date is null or end_date >= :on;

-- question: programme_of
select programme
from (
    select distinct on (r.ect_id) r.*
    from induction_records r
    join ects e on e.id = r.ect_id
    where e.name = :ect and r.start_date <= :on
    order by r.ect_id, r.start_date desc, r.id desc
) as latest
where end_date is null or end_date >= :on;

-- question: schools_of (inexpressible: it is asked of the new schema only)
