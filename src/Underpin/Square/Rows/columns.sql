select
    n.nspname, c.relname, a.attname, a.attnotnull,
    a.attidentity <> '' or a.attgenerated <> '',
    case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
    and n.nspname not in ('pg_catalog', 'information_schema', 'underpin', 'underpin_seed')
    and not exists (
        select from pg_depend e
        where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'
    )
order by n.nspname, c.relname, a.attnum
