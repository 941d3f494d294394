-- Whatever would go away, or break, with these columns of a table. A function whose body is a string is not in
-- pg_depend: the column's name is looked for in its text.
-- $1 table, $2 the columns' names now, $3 their names before they were set aside
with columns as (
    select attrelid, attnum
    from pg_attribute
    where attrelid = $1::regclass and attname = any ($2::text[]) and not attisdropped
),
dependents as (
    select distinct case
        when d.classid = 'pg_rewrite'::regclass
            then (select 'view ' || r.ev_class::regclass from pg_rewrite r where r.oid = d.objid)
        else pg_describe_object(d.classid, d.objid, d.objsubid)
    end as name
    from pg_depend d
    join columns c on d.refclassid = 'pg_class'::regclass and d.refobjid = c.attrelid and d.refobjsubid = c.attnum
    where d.deptype in ('n', 'a')
      and d.classid <> 'pg_attrdef'::regclass
      -- The table's own indexes and constraints on the column are about the column, and go with it.
      and not exists (select from pg_index i
                      where d.classid = 'pg_class'::regclass and i.indexrelid = d.objid and i.indrelid = c.attrelid)
      and not exists (select from pg_constraint k
                      where d.classid = 'pg_constraint'::regclass and k.oid = d.objid and k.conrelid = c.attrelid)
    union
    select 'function ' || p.oid::regprocedure || ' (its text names the column)'
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'underpin')
      and n.nspname not like 'pg\_%'
      and exists (select from unnest($3::text[]) name where position(name in p.prosrc) > 0)
)
select name from dependents order by name
