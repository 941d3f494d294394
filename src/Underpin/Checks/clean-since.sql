-- When the first full verify of an epoch ($2) began that found nothing, and after which nothing of ours wrote rows.
select min(v.started_at)
from underpin.run v
where v.change = $1
  and v.plan_version >= $2
  and v.direction = $3
  and v.kind = 'verify'
  and not v.rehearsal
  and v.finished_at is not null
  and v.found = 0
  and not exists (
      select from underpin.run w
      where w.change = v.change
        and w.kind in ('populate', 'repair')
        and w.direction = v.direction
        and (w.found > 0 or w.finished_at is null)
        and coalesce(w.finished_at, 'infinity') > v.started_at
        and w.plan_version >= $2
  )
