-- One document: every table and view that belongs to the schema itself, with columns, rules and foreign keys.
with relation as (
    select c.oid, n.nspname as schema, c.relname as name, c.relkind in ('v', 'm') as view
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm')
      and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema', 'underpin')
      and n.nspname !~ '^pg_(toast|temp)'
      -- What an extension brought is not the schema's own.
      and not exists (
          select from pg_depend d
          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
),
index_rule as (
    -- The parts of a key as the server would write them, each with its operator where that is not plain equality.
    select i.indrelid, i.indexrelid, k.conname,
        coalesce(k.conname, x.relname) as name,
        case when k.contype is null then 'u' else k.contype end as kind,
        (
            select string_agg(
                pg_get_indexdef(i.indexrelid, part, true) || coalesce(' ' || o.oprname, ''), ', ' order by part)
            from generate_series(1, i.indnkeyatts) part
            left join pg_operator o on o.oid = k.conexclop[part] and k.contype = 'x'
        ) as parts,
        pg_get_expr(i.indpred, i.indrelid, true) as predicate,
        (
            select coalesce(json_agg(a.attname order by part), '[]')
            from generate_series(0, i.indnkeyatts - 1) part
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[part]
        ) as columns,
        i.indisunique and i.indpred is null and 0 <> all (i.indkey) as whole,
        coalesce(pg_get_constraintdef(k.oid, true), pg_get_indexdef(i.indexrelid)) as definition,
        obj_description(k.oid, 'pg_constraint') as comment
    from pg_index i
    join pg_class x on x.oid = i.indexrelid
    left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
    where i.indisunique or i.indisexclusion
),
rule as (
    select indrelid as relid, name, kind::text, parts, predicate, columns, whole, definition, comment
    from index_rule
    union all
    select k.conrelid, k.conname, 'c', pg_get_expr(k.conbin, k.conrelid, true), null,
        (
            select coalesce(json_agg(a.attname order by a.attnum), '[]')
            from pg_attribute a
            where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
        ),
        false,
        pg_get_constraintdef(k.oid, true), obj_description(k.oid, 'pg_constraint')
    from pg_constraint k
    where k.contype = 'c'
    union all
    select t.tgrelid, t.tgname, 't', p.proname, null, '[]', false, pg_get_triggerdef(t.oid, true),
        coalesce(obj_description(t.oid, 'pg_trigger'), obj_description(t.tgfoid, 'pg_proc'))
    from pg_trigger t
    join pg_proc p on p.oid = t.tgfoid
    where not t.tgisinternal
)
select json_build_object(
    'entities', (
        select coalesce(json_agg(json_build_object(
            'schema', r.schema, 'name', r.name, 'view', r.view, 'comment', obj_description(r.oid, 'pg_class'),
            'columns', (
                select coalesce(json_agg(json_build_object(
                    'name', a.attname,
                    'type', format_type(a.atttypid, a.atttypmod),
                    'nullable', not (a.attnotnull or t.typnotnull),
                    'given', case
                        when a.attidentity <> '' then 'identity'
                        else pg_get_expr(d.adbin, d.adrelid, true)
                    end,
                    'computed', a.attgenerated <> '',
                    'comment', col_description(r.oid, a.attnum)) order by a.attnum), '[]')
                from pg_attribute a
                join pg_type t on t.oid = a.atttypid
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped),
            'rules', (
                select coalesce(json_agg(json_build_object(
                    'name', rule.name, 'kind', rule.kind, 'parts', rule.parts, 'predicate', rule.predicate,
                    'columns', rule.columns, 'whole', rule.whole,
                    'definition', rule.definition, 'comment', rule.comment)
                    order by position(rule.kind in 'puxct'), rule.name), '[]')
                from rule
                where rule.relid = r.oid))
            order by r.schema, r.name), '[]')
        from relation r),
    'relationships', (
        select coalesce(json_agg(json_build_object(
            'name', k.conname,
            'childSchema', child.schema, 'child', child.name,
            'parentSchema', parent.schema, 'parent', parent.name,
            'childColumns', (
                select json_agg(a.attname order by c.part)
                from unnest(k.conkey) with ordinality c (number, part)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.number),
            'parentColumns', (
                select json_agg(a.attname order by c.part)
                from unnest(k.confkey) with ordinality c (number, part)
                join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.number),
            'full', k.confmatchtype = 'f',
            'definition', pg_get_constraintdef(k.oid, true),
            'comment', obj_description(k.oid, 'pg_constraint'))
            order by child.schema, child.name, k.conkey, k.conname), '[]')
        from pg_constraint k
        join relation child on child.oid = k.conrelid
        join relation parent on parent.oid = k.confrelid
        where k.contype = 'f' and k.conparentid = 0)
)
