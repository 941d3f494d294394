-- The newest finished, full verify of an epoch, whether anything of ours wrote rows after it began, and which kind of
-- run that writes was stopped before its end.
select v.found, v.finished_at,
    exists (
        select from underpin.run w
        where w.change = v.change
          and w.kind in ('populate', 'repair')
          and w.direction = v.direction
          and (w.found > 0 or w.finished_at is null)
          and coalesce(w.finished_at, 'infinity') > v.started_at
          and w.plan_version >= $2
    ),
    v.source_rows,
    (
        select w.kind from underpin.run w
        where w.change = v.change
          and w.kind in ('populate', 'repair')
          and w.direction = v.direction
          and w.finished_at is null
          and w.plan_version >= $2
        order by w.id desc
        limit 1
    )
from underpin.run v
where v.change = $1
  and v.plan_version >= $2
  and v.direction = $3
  and v.kind = 'verify'
  and not v.rehearsal
  and v.finished_at is not null
order by v.finished_at desc
limit 1
