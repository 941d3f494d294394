-- The version recorded last counts; what follows on at the same school is one period.
with latest as (
    select distinct on (r.ect_id, r.start_date) r.ect_id, r.school, r.start_date, r.end_date
    from ects
    join induction_records r on r.ect_id = ects.id
    order by r.ect_id, r.start_date, r.id desc
), marked as (
    select *, school is distinct from lag(school) over (partition by ect_id order by start_date) as begins
    from latest
), numbered as (
    select *, count(*) filter (where begins) over (partition by ect_id order by start_date) as period
    from marked
), periods as (
    select ect_id, school, min(start_date) as started_on,
        (array_agg(end_date order by start_date desc))[1] as finished_on
    from numbered
    group by ect_id, school, period
)
select p.ect_id, s.id as school_id, p.started_on, p.finished_on
from periods p
left join schools s on s.name = p.school
