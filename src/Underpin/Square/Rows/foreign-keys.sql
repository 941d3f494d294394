select
    n.nspname, c.relname,
    array(
        select a.attname::text
        from unnest(f.conkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number
        order by k.place
    ),
    rn.nspname, r.relname,
    array(
        select a.attname::text
        from unnest(f.confkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number
        order by k.place
    )
from pg_constraint f
join pg_class c on c.oid = f.conrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_class r on r.oid = f.confrelid
join pg_namespace rn on rn.oid = r.relnamespace
where f.contype = 'f' and f.conparentid = 0
order by f.conname
