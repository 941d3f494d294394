-- The state of every change, in the user's own database.
-- This schema is the contract between the tool (Underpin), the library (Underpin.Live)
-- and an application in any other language.

create schema underpin;

create table underpin.installation (
    version      integer primary key,
    installed_at timestamptz not null default now()
);
insert into underpin.installation (version) values (1);

create table underpin.change (
    name         text primary key,
    source_table text        not null,
    source_key   text        not null,
    folder_hash  text        not null,
    folder       jsonb       not null,
    begun_at     timestamptz not null default now()
);
comment on column underpin.change.source_table is 'schema-qualified, quoted where it must be';
comment on column underpin.change.folder is 'the folder as it was when the change began: file name to text';

-- Where a change stands: who writes what, who reads what, for whom. The highest version is in force.
create table underpin.plan (
    change         text             not null references underpin.change,
    version        bigint           not null check (version > 0),
    stage          text             not null
        check (stage in ('begun', 'expanded', 'old stopped', 'set aside', 'dropped')),
    write_percent  double precision not null default 0 check (write_percent between 0 and 100),
    write_users    text[]           not null default '{}',
    write_groups   text[]           not null default '{}',
    read_percent   double precision not null default 0 check (read_percent between 0 and 100),
    read_users     text[]           not null default '{}',
    read_groups    text[]           not null default '{}',
    shadow_percent double precision not null default 0 check (shadow_percent between 0 and 100),
    lead           text             not null default 'old' check (lead in ('old', 'new')),
    made_at        timestamptz      not null default clock_timestamp(),
    made_in        xid8             not null default pg_current_xact_id(),
    primary key (change, version)
);
comment on column underpin.plan.made_in is 'every transaction older than this one may have acted on an earlier plan';

create view underpin.current_plan as
select distinct on (change) *
from underpin.plan
order by change, version desc;

-- The newest version of each change, for the fence to compare. No index on purpose: every write reads this table, it
-- is one page, and a page is read faster than an index and a page.
create table underpin.version_in_force (
    change  text   not null,
    version bigint not null
);

create function underpin.put_version_in_force() returns trigger
language plpgsql as $$
begin
    delete from underpin.version_in_force v where v.change = new.change;
    insert into underpin.version_in_force values (new.change, new.version);
    return null;
end
$$;

create trigger version_in_force
after insert on underpin.plan
for each row execute function underpin.put_version_in_force();

-- Never holds a row. A REPEATABLE READ transaction locks it (row exclusive) before its snapshot is taken;
-- a plan change locks it exclusively. pg_dump's ACCESS SHARE disturbs neither.
create table underpin.fence (
    nothing boolean check (nothing is null and not (nothing is null))
);

-- One row an application instance and change. An instance whose lease ran out does not act on its plan.
create table underpin.instance (
    id           uuid        not null,
    change       text        not null,
    application  text        not null,
    host         text        not null,
    process      integer     not null,
    plan_version bigint      not null,
    started_at   timestamptz not null default clock_timestamp(),
    lease_until  timestamptz not null,
    old_used_at  timestamptz,
    primary key (id, change)
);
comment on column underpin.instance.plan_version is 'acknowledged: no statement of this instance acts on an earlier plan; 0 before the change began';
comment on column underpin.instance.old_used_at is 'when this instance last read or wrote the old schema';

-- A write of the follower that failed and was contained: the leader''s write committed without it.
create table underpin.write_failure (
    id           bigint generated always as identity primary key,
    change       text        not null,
    key          text        not null,
    follower     text        not null check (follower in ('old', 'new')),
    sqlstate     text,
    message      text        not null,
    instance     uuid,
    plan_version bigint      not null,
    failed_at    timestamptz not null default clock_timestamp(),
    resolved_at  timestamptz,
    resolved_by  text
);
create index write_failure_unresolved on underpin.write_failure (change) where resolved_at is null;

-- A read of the old schema and one of the new that differed.
create table underpin.mismatch (
    id           bigint generated always as identity primary key,
    change       text        not null,
    path         text        not null,
    key          text        not null,
    old          jsonb,
    new          jsonb,
    known        text,
    instance     uuid,
    plan_version bigint      not null,
    seen_at      timestamptz not null default clock_timestamp()
);
comment on column underpin.mismatch.known is 'the name of the known difference that explains it; null: unknown';
create index on underpin.mismatch (change, seen_at);

-- How many shadow reads were compared: one row a path and flush.
create table underpin.comparison (
    change     text        not null,
    path       text        not null,
    instance   uuid,
    compared   integer     not null,
    mismatched integer     not null,
    failed     integer     not null,
    shed       integer     not null,
    counted_at timestamptz not null default clock_timestamp()
);
create index on underpin.comparison (change, counted_at);

-- One populate, verify or repair.
create table underpin.run (
    id           bigint generated always as identity primary key,
    change       text        not null references underpin.change,
    kind         text        not null check (kind in ('populate', 'verify', 'repair')),
    direction    text        not null default 'forward' check (direction in ('forward', 'reverse')),
    rehearsal    boolean     not null,
    plan_version bigint      not null,
    batch_size   integer     not null,
    started_at   timestamptz not null default clock_timestamp(),
    finished_at  timestamptz,
    source_rows  bigint      not null default 0,
    found        bigint      not null default 0
);
comment on column underpin.run.rehearsal is 'not every write reached both schemas while it ran: no evidence for a gate';
comment on column underpin.run.direction is 'forward: the mapping against the targets; reverse: back.sql against what is retired';
comment on column underpin.run.found is 'verify: discrepancies; populate and repair: rows written';

create table underpin.batch (
    run        bigint  not null references underpin.run on delete cascade,
    ordinal    integer not null,
    after      bigint,
    up_to      bigint,
    done_at    timestamptz,
    rows       bigint  not null default 0,
    inserted   bigint  not null default 0,
    updated    bigint  not null default 0,
    deleted    bigint  not null default 0,
    found      bigint  not null default 0,
    primary key (run, ordinal)
) with (fillfactor = 50);
comment on column underpin.batch.after is 'keys greater than this; null: from the first';
comment on column underpin.batch.up_to is 'keys up to and with this; null: to the last, and every later one';

create table underpin.discrepancy (
    id          bigint generated always as identity primary key,
    run         bigint      not null references underpin.run on delete cascade,
    change      text        not null,
    target      text        not null,
    source_key  bigint,
    target_key  jsonb       not null,
    expected    jsonb,
    actual      jsonb,
    columns     text[]      not null default '{}',
    class       text        not null
        check (class in ('missing', 'extra', 'stale', 'inexpressible')),
    found_at    timestamptz not null default clock_timestamp(),
    repaired_at timestamptz
);
create index on underpin.discrepancy (run);
comment on column underpin.discrepancy.class is
    'missing: the target lacks the row; extra: nothing maps to it; stale: other values; inexpressible: the new schema holds what the old one cannot';

-- What expand.sql has done: one row a statement, written in the statement''s own transaction where it has one.
create table underpin.statement (
    change     text        not null references underpin.change,
    ordinal    integer     not null,
    text       text        not null,
    added      jsonb       not null default '[]',
    started_at timestamptz not null default clock_timestamp(),
    done_at    timestamptz,
    primary key (change, ordinal)
);
comment on column underpin.statement.added is 'what the statement added: an array of {"type", "identity", …} as pg_identify_object names them';

-- What was set aside and how it is put back; what was archived and where. One row a retired column.
create table underpin.retired (
    change       text        not null references underpin.change,
    column_name  text        not null,
    set_aside    text        not null,
    not_null     boolean     not null,
    reads_then   bigint      not null,
    writes_then  bigint      not null,
    set_aside_at timestamptz not null default clock_timestamp(),
    archive      text,
    sha256       text,
    rows         bigint,
    archived_at  timestamptz,
    dropped_at   timestamptz,
    primary key (change, column_name)
);
comment on column underpin.retired.set_aside is 'the name that the column was given';
comment on column underpin.retired.not_null is 'it was not null, and will be again when it is put back';
comment on column underpin.retired.reads_then is 'how often its table had been read when it was set aside, by the server''s statistics';

create table underpin.journal (
    id           bigint generated always as identity primary key,
    at           timestamptz not null default clock_timestamp(),
    change       text,
    command      text        not null,
    who          text        not null,
    outcome      text        not null,
    plan_version bigint,
    because      text,
    evidence     jsonb       not null default '{}'
);
comment on column underpin.journal.because is 'why a shut gate was passed by force';

create function underpin.refuse_change_of_journal() returns trigger
language plpgsql as $$
begin
    raise exception 'underpin.journal is append-only';
end
$$;

create trigger journal_is_append_only
before update or delete or truncate on underpin.journal
for each statement execute function underpin.refuse_change_of_journal();

-- The advisory lock that the fence of a change stands on.
create function underpin.fence_key(change text) returns bigint
language sql immutable strict parallel safe
return hashtextextended(change, 1970169968);

-- Called by a dual-writing transaction, at the latest with its last statement. Holds a shared lock until the
-- transaction ends, so that no plan change can come between this check and the commit. Two statements on
-- purpose: the second takes a snapshot that is newer than the lock. With both_written, deferred constraints speak
-- first, while the caller's savepoint can still take the follower's write back. Every write pays for this function:
-- the lock is taken in a condition, which PL/pgSQL evaluates without a query.
create function underpin.assert_plan(change text, version bigint, both_written boolean default false) returns void
language plpgsql as $$
declare
    current bigint;
begin
    if both_written then
        set constraints all immediate;
    end if;
    if pg_advisory_xact_lock_shared(underpin.fence_key(change)) is null then
        raise exception 'the fence of % gave no lock', change;
    end if;
    current := (select v.version from underpin.version_in_force v where v.change = assert_plan.change);
    if coalesce(current, 0) <> version then
        raise exception 'the plan of % moved from version % to %', change, version, coalesce(current, 0)
            using errcode = '40001', hint = 'Run the transaction again; it will follow the new plan.';
    end if;
end
$$;

-- Where a key falls, from 0 to 100: the first four bytes of SHA-256 over "key, newline, feature", as
-- Microsoft.FeatureManagement's targeting filter has it.
create function underpin.percentile(key text, feature text) returns double precision
language sql immutable strict parallel safe
return (
    select (get_byte(h, 0) + get_byte(h, 1) * 256::bigint + get_byte(h, 2) * 65536::bigint
            + get_byte(h, 3) * 16777216::bigint)::double precision / 4294967295 * 100
    from (select sha256(convert_to(key || chr(10) || feature, 'UTF8')) as h) hash
);

create function underpin.is_targeted(
    percent double precision, users text[], groups text[],
    feature text, key text, caller text, caller_groups text[]) returns boolean
language sql immutable parallel safe
return coalesce(caller = any (users), false)
    or coalesce(caller_groups && groups, false)
    or percent >= 100
    or coalesce(underpin.percentile(key, feature) < percent, false);

-- Does a write of this key, by this caller, reach the new schema too?
create function underpin.writes_new(
    change text, key text, caller text default null, caller_groups text[] default '{}') returns boolean
language sql stable
return coalesce((
    select p.stage in ('old stopped', 'set aside', 'dropped')
        or p.lead = 'new'
        or underpin.is_targeted(p.write_percent, p.write_users, p.write_groups,
                                p.change || '.write', writes_new.key, caller, caller_groups)
    from underpin.current_plan p
    where p.change = writes_new.change), false);

-- Is a read of this key, by this caller, answered from the new schema?
create function underpin.reads_new(
    change text, key text, caller text default null, caller_groups text[] default '{}') returns boolean
language sql stable
return coalesce((
    select p.stage in ('old stopped', 'set aside', 'dropped')
        or underpin.is_targeted(p.read_percent, p.read_users, p.read_groups,
                                p.change || '.read', reads_new.key, caller, caller_groups)
    from underpin.current_plan p
    where p.change = reads_new.change), false);
