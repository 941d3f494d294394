with latest as (
    select distinct on (r.ect_id, r.start_date) r.ect_id, r.programme, r.start_date, r.end_date
    from ects
    join induction_records r on r.ect_id = ects.id
    order by r.ect_id, r.start_date, r.id desc
), marked as (
    select *, programme is distinct from lag(programme) over (partition by ect_id order by start_date) as begins
    from latest
), numbered as (
    select *, count(*) filter (where begins) over (partition by ect_id order by start_date) as period
    from marked
)
select ect_id, programme, min(start_date) as started_on,
    (array_agg(end_date order by start_date desc))[1] as finished_on
from numbered
group by ect_id, programme, period
