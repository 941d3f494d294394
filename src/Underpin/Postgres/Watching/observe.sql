-- What the session's transaction holds and has done so far.
select
    (select coalesce(jsonb_agg(jsonb_build_object('oid', l.relation::bigint::text, 'mode', l.mode)), '[]')
     from pg_locks l
     where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.granted
       and l.database = (select oid from pg_database where datname = current_database()))::text as locks,
    (select coalesce(jsonb_object_agg(c.oid::text, pg_relation_filenode(c.oid)::text), '{}')
     from pg_class c
     where c.relkind in ('r', 'm', 'i') and c.oid >= 16384)::text as storage,
    (select coalesce(jsonb_object_agg(s.relid::text, (coalesce(s.seq_scan, 0) + coalesce(s.idx_scan, 0))::text), '{}')
     from pg_stat_xact_user_tables s)::text as scans,
    (select coalesce(jsonb_agg(t.what order by t.what), '[]')
     from (
         select format('setting %s = %s', s.name, s.setting)
         from pg_settings s
         where s.source = 'session'
         union all
         select format('temporary relation %s', c.relname)
         from pg_class c
         where c.relnamespace = pg_my_temp_schema() and c.relkind not in ('i', 't')
         union all
         select format('prepared statement %s', p.name)
         from pg_prepared_statements p
         where p.from_sql
     ) as t (what))::text as session,
    (select coalesce(jsonb_agg(t.what order by t.what), '[]')
     from (
         select format('%s of the server', case l.relation
                    when 'pg_authid'::regclass then 'roles'
                    when 'pg_auth_members'::regclass then 'memberships in roles'
                    when 'pg_db_role_setting'::regclass then 'settings of roles or databases'
                    when 'pg_database'::regclass then 'databases'
                    when 'pg_tablespace'::regclass then 'tablespaces'
                    else 'comments on databases and roles' end)
         from pg_locks l
         where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.database = 0
           and l.mode not in ('AccessShareLock', 'RowShareLock')
           and l.relation in ('pg_authid'::regclass, 'pg_auth_members'::regclass, 'pg_db_role_setting'::regclass,
               'pg_database'::regclass, 'pg_tablespace'::regclass, 'pg_shdescription'::regclass)
         union
         -- A grant on a database keeps no lock: its row was written by a transaction of this session.
         select format('database %s', d.datname)
         from pg_database d
         where d.xmin in (select l.transactionid from pg_locks l
                          where l.pid = pg_backend_pid() and l.locktype = 'transactionid')
     ) as t (what))::text as shared
