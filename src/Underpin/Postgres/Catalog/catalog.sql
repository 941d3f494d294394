-- Everything in a database that a statement could add, change or take away: one row an object (or column), with
-- the facts about it that others rely on. Objects are known by class and OID, so that a new name is no new object.
with spaces as materialized (
    select oid, nspname
    from pg_namespace
    where nspname !~ '^pg_' and nspname <> 'information_schema'
),
relations as materialized (
    select c.*
    from pg_class c
    join spaces on spaces.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c', 'i', 'I')
),
objects (classid, objid, objsubid, name, facts) as (
    select 'pg_namespace'::regclass::oid, n.oid, 0, n.nspname::text, jsonb_build_object('rights', n.nspacl::text)
    from pg_namespace n
    join spaces on spaces.oid = n.oid

    union all
    select 'pg_class'::regclass, c.oid, 0, c.relname, jsonb_build_object(
        'kind', c.relkind,
        'schema', c.relnamespace::regnamespace::text,
        'rights', c.relacl::text,
        'persistence', c.relpersistence,
        'row security', c.relrowsecurity,
        'forced row security', c.relforcerowsecurity,
        'parent', (select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
                   from pg_inherits i where i.inhrelid = c.oid and c.relkind <> 'i'),
        'definition', case
            when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid)
            when c.relkind in ('i', 'I') then pg_get_indexdef(c.oid)
            when c.relkind = 'S' then (select format('%s from %s by %s, %s to %s, %s', s.seqtypid::regtype, s.seqstart,
                s.seqincrement, s.seqmin, s.seqmax, s.seqcycle) from pg_sequence s where s.seqrelid = c.oid)
            when c.relkind = 'p' then pg_get_partkeydef(c.oid)
        end,
        'on', (select i.indrelid::text from pg_index i where i.indexrelid = c.oid),
        'unique', (select i.indisunique from pg_index i where i.indexrelid = c.oid),
        'columns', (select array_to_string(i.indkey::int2[], ' ') from pg_index i where i.indexrelid = c.oid))
    from relations c

    union all
    select 'pg_class'::regclass, a.attrelid, a.attnum, a.attname, jsonb_build_object(
        'type', format_type(a.atttypid, a.atttypmod),
        'not null', a.attnotnull,
        'default', pg_get_expr(d.adbin, d.adrelid),
        'identity', nullif(a.attidentity, ''),
        'generated', nullif(a.attgenerated, ''),
        'collation', nullif(a.attcollation, 0)::regcollation::text,
        'rights', a.attacl::text)
    from relations c
    join pg_attribute a on a.attrelid = c.oid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')

    union all
    select 'pg_constraint'::regclass, k.oid, 0, k.conname, jsonb_build_object(
        'kind', k.contype,
        'on', nullif(k.conrelid, 0)::text,
        'columns', array_to_string(k.conkey, ' '),
        -- Being validated takes nothing away from anybody.
        'definition', regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''),
        'deferrable', k.condeferrable,
        'deferred', k.condeferred)
    from pg_constraint k
    join spaces on spaces.oid = k.connamespace
    where k.contype <> 't'

    union all
    select 'pg_trigger'::regclass, t.oid, 0, t.tgname, jsonb_build_object(
        'on', t.tgrelid::text,
        'definition', pg_get_triggerdef(t.oid),
        'enabled', t.tgenabled)
    from pg_trigger t
    join relations c on c.oid = t.tgrelid
    where not t.tgisinternal

    union all
    select 'pg_policy'::regclass, p.oid, 0, p.polname, jsonb_build_object(
        'on', p.polrelid::text,
        'definition', format('%s %s %s using (%s) with check (%s)', p.polcmd, p.polpermissive, p.polroles::regrole[],
            pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)))
    from pg_policy p

    union all
    select 'pg_rewrite'::regclass, r.oid, 0, r.rulename, jsonb_build_object(
        'on', r.ev_class::text,
        'definition', pg_get_ruledef(r.oid),
        'enabled', r.ev_enabled)
    from pg_rewrite r
    join relations c on c.oid = r.ev_class
    where r.rulename <> '_RETURN'

    union all
    select 'pg_proc'::regclass, p.oid, 0, p.proname, jsonb_build_object(
        'schema', p.pronamespace::regnamespace::text,
        'rights', p.proacl::text,
        'definition', case when p.prokind = 'a' then format('%s %s', p.prosrc, pg_get_function_result(p.oid))
            else pg_get_functiondef(p.oid) end)
    from pg_proc p
    join spaces on spaces.oid = p.pronamespace

    union all
    select 'pg_type'::regclass, t.oid, 0, t.typname, jsonb_build_object(
        'kind', t.typtype,
        'schema', t.typnamespace::regnamespace::text,
        'rights', t.typacl::text,
        'type', case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end,
        'not null', t.typnotnull,
        'default', t.typdefault)
    from pg_type t
    join spaces on spaces.oid = t.typnamespace
    where t.typtype in ('e', 'd', 'r', 'm') or (t.typtype = 'b' and t.typcategory <> 'A')

    union all
    select 'pg_enum'::regclass, e.oid, 0, e.enumlabel, jsonb_build_object('of', format_type(e.enumtypid, null))
    from pg_enum e
    join pg_type t on t.oid = e.enumtypid
    join spaces on spaces.oid = t.typnamespace

    union all
    select 'pg_extension'::regclass, x.oid, 0, x.extname, jsonb_build_object('definition', x.extversion)
    from pg_extension x

    union all
    select 'pg_event_trigger'::regclass, v.oid, 0, v.evtname, jsonb_build_object(
        'definition', format('%s %s %s', v.evtevent, v.evtfoid::regprocedure, v.evttags), 'enabled', v.evtenabled)
    from pg_event_trigger v

    union all
    select 'pg_statistic_ext'::regclass, s.oid, 0, s.stxname,
        jsonb_build_object('definition', pg_get_statisticsobjdef(s.oid))
    from pg_statistic_ext s
    join spaces on spaces.oid = s.stxnamespace

    union all
    select o.classid, o.oid, 0, o.name, jsonb_build_object('definition', o.definition)
    from (
        select 'pg_operator'::regclass, oid, oprname::text, md5(o::text) from pg_operator o
        union all select 'pg_opclass'::regclass, oid, opcname, md5(o::text) from pg_opclass o
        union all select 'pg_opfamily'::regclass, oid, opfname, md5(o::text) from pg_opfamily o
        union all select 'pg_cast'::regclass, oid, '', md5(o::text) from pg_cast o
        union all select 'pg_collation'::regclass, oid, collname, md5(o::text) from pg_collation o
        union all select 'pg_conversion'::regclass, oid, conname, md5(o::text) from pg_conversion o
        union all select 'pg_language'::regclass, oid, lanname, md5(o::text) from pg_language o
        union all select 'pg_foreign_server'::regclass, oid, srvname, md5(o::text) from pg_foreign_server o
        union all select 'pg_foreign_data_wrapper'::regclass, oid, fdwname, md5(o::text) from pg_foreign_data_wrapper o
        union all select 'pg_ts_config'::regclass, oid, cfgname, md5(o::text) from pg_ts_config o
        union all select 'pg_ts_dict'::regclass, oid, dictname, md5(o::text) from pg_ts_dict o
        union all select 'pg_publication'::regclass, oid, pubname, md5(o::text) from pg_publication o
        union all select 'pg_default_acl'::regclass, oid, '', md5(o::text) from pg_default_acl o
    ) as o (classid, oid, name, definition)
    where o.oid >= 16384
)
select format('%s/%s/%s', o.classid, o.objid, o.objsubid) as key,
    coalesce(i.type, 'enum value') as type,
    coalesce(i.identity, format('%s of %s', quote_literal(o.name), o.facts ->> 'of')) as identity,
    coalesce(a.object_names, '{}') as names,
    coalesce(a.object_args, '{}') as arguments,
    o.name,
    coalesce(k.owners, '{}') || case when o.objsubid > 0 then array[format('%s/%s/0', o.classid, o.objid)] else '{}' end
        as owners,
    o.facts::text as facts
from objects o
-- The server has no address for the label of an enum.
left join lateral pg_identify_object(nullif(o.classid, 'pg_enum'::regclass), o.objid, o.objsubid) i on true
left join lateral pg_identify_object_as_address(
    nullif(o.classid, 'pg_enum'::regclass), o.objid, o.objsubid) a on true
left join lateral (
    -- What goes away together with its owner, without being named.
    select array_agg(format('%s/%s/%s', d.refclassid, d.refobjid, d.refobjsubid)) as owners
    from pg_depend d
    where d.classid = o.classid and d.objid = o.objid and d.objsubid = o.objsubid
      and d.deptype in ('a', 'i', 'e', 'P', 'S')
) k on true
order by o.classid, o.objid, o.objsubid
