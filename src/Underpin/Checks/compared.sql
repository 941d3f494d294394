-- How many shadow reads were compared since a moment ($2) and since the last unknown mismatch after it, how many of
-- those mismatches there were, and where the last one was.
with unknown as (
    select id, seen_at, format('%s, key "%s"', path, key) as place
    from underpin.mismatch
    where change = $1 and known is null and seen_at > $2
)
select
    (
        select coalesce(sum(compared), 0)::bigint
        from underpin.comparison
        where change = $1
          and counted_at > greatest($2, (select max(seen_at) from unknown))
    ),
    (select count(*) from unknown),
    (select place from unknown order by id desc limit 1)
