-- What the tool, the library and applications in other languages ask. Put in place anew by every installation and
-- upgrade: a signature, once published, stays.

-- The advisory lock that the fence of a change stands on.
create or replace function underpin.fence_key(change text) returns bigint
language sql immutable strict parallel safe
return hashtextextended(change, 1970169968);

-- Called by a dual-writing transaction, at the latest with its last statement. Holds a shared lock until the
-- transaction ends, so that no plan change can come between this check and the commit. Two statements on
-- purpose: the second takes a snapshot that is newer than the lock. With both_written, deferred constraints speak
-- first, while the caller's savepoint can still take the follower's write back. Every write pays for this function:
-- the lock is taken in a condition, which PL/pgSQL evaluates without a query.
create or replace function underpin.assert_plan(
    change text, version bigint, both_written boolean default false) returns void
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
create or replace function underpin.percentile(key text, feature text) returns double precision
language sql immutable strict parallel safe
return (
    select (get_byte(h, 0) + get_byte(h, 1) * 256::bigint + get_byte(h, 2) * 65536::bigint
            + get_byte(h, 3) * 16777216::bigint)::double precision / 4294967295 * 100
    from (select sha256(convert_to(key || chr(10) || feature, 'UTF8')) as h) hash
);

create or replace function underpin.is_targeted(
    percent double precision, users text[], groups text[],
    feature text, key text, caller text, caller_groups text[]) returns boolean
language sql immutable parallel safe
return coalesce(caller = any (users), false)
    or coalesce(caller_groups && groups, false)
    or percent >= 100
    or coalesce(underpin.percentile(key, feature) < percent, false);

-- Is the old schema no longer written? A stage that a newer schema may know is an error: guessed either way, rows of
-- one side would be lost.
create or replace function underpin.is_new_only(change text, stage text) returns boolean
language plpgsql immutable parallel safe as $$
begin
    case
        when stage in ('begun', 'expanded') then
            return false;
        when stage in ('old stopped', 'set aside', 'dropped') then
            return true;
        else
            raise exception 'the plan of % is at stage ''%'', which is unknown to the functions of schema underpin',
                change, stage
                using errcode = '0A000', hint = 'Install the schema of the version of underpin that made this plan.';
    end case;
end
$$;

-- The schema whose write counts: old or new.
create or replace function underpin.leader(change text) returns text
language sql stable
return coalesce((
    select case when underpin.is_new_only(p.change, p.stage) then 'new' else p.lead end
    from underpin.current_plan p
    where p.change = leader.change), 'old');

-- Does a write of this key, by this caller, reach the old schema? The same for every key and caller, and asked as
-- writes_new is.
create or replace function underpin.writes_old(
    change text, key text, caller text default null, caller_groups text[] default '{}') returns boolean
language sql stable
return coalesce((
    select not underpin.is_new_only(p.change, p.stage)
    from underpin.current_plan p
    where p.change = writes_old.change), true);

-- Does a write of this key, by this caller, reach the new schema too?
create or replace function underpin.writes_new(
    change text, key text, caller text default null, caller_groups text[] default '{}') returns boolean
language sql stable
return coalesce((
    select underpin.is_new_only(p.change, p.stage)
        or p.lead = 'new'
        or underpin.is_targeted(p.write_percent, p.write_users, p.write_groups,
                                p.change || '.write', writes_new.key, caller, caller_groups)
    from underpin.current_plan p
    where p.change = writes_new.change), false);

-- Is a read of this key, by this caller, answered from the new schema?
create or replace function underpin.reads_new(
    change text, key text, caller text default null, caller_groups text[] default '{}') returns boolean
language sql stable
return coalesce((
    select underpin.is_new_only(p.change, p.stage)
        or underpin.is_targeted(p.read_percent, p.read_users, p.read_groups,
                                p.change || '.read', reads_new.key, caller, caller_groups)
    from underpin.current_plan p
    where p.change = reads_new.change), false);
