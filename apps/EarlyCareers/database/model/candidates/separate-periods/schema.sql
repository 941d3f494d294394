-- One table for each kind of fact, each row a period with both its ends included. README.md gives the reasons.
create extension if not exists btree_gist;

-- The moment of recording. An application that plays another day sets early_careers.today.
create function clock() returns timestamptz language sql stable
    return coalesce(nullif(current_setting('early_careers.today', true), '')::timestamptz, now());

-- The days of a period, both ends included; empty where it ends before it starts, so that the check can say so.
create function days(first date, last date) returns daterange language sql immutable
    return case when last < first then 'empty' else daterange(first, last, '[]') end;

create function training_status(deferred_on date, withdrawn_on date) returns text language sql immutable
    return case
        when withdrawn_on is null and deferred_on is null then 'active'
        when withdrawn_on >= coalesce(deferred_on, withdrawn_on) then 'withdrawn'
        else 'deferred'
    end;

-- What a lead provider is told about a person in training; the last day itself counts as left.
create function participant_status(
    today date, started_on date, finished_on date, training_status text, completed_on date) returns text
language sql immutable
    return case
        when training_status = 'active' and completed_on <= coalesce(finished_on, 'infinity') then 'active'
        when finished_on > today then 'leaving'
        when finished_on is not null then 'left'
        when training_status = 'active' and started_on > today then 'joining'
        else 'active'
    end;

create function refuse(rule text, reason text) returns void language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = rule, message = reason;
end $$;

-- Who there is ------------------------------------------------------------------------------------------------------

create table teachers (
    id bigint generated always as identity primary key,
    name text not null unique,
    trn text unique,
    qts_awarded_on date,
    mentor_funding_ended_on date,
    mentor_funding_end_reason text,
    merged_into_id bigint references teachers,
    known_from timestamptz not null default clock(),
    constraint mentor_funding_end_has_reason
        check ((mentor_funding_ended_on is null) = (mentor_funding_end_reason is null)),
    constraint mentor_funding_end_reason_known check (mentor_funding_end_reason in ('completed', 'early roll-out'))
);

create table schools (
    id bigint generated always as identity primary key,
    name text not null unique,
    urn int unique
);

create table lead_providers (id bigint generated always as identity primary key, name text not null unique);

create table delivery_partners (id bigint generated always as identity primary key, name text not null unique);

create table appropriate_bodies (id bigint generated always as identity primary key, name text not null unique);

create table email_periods (
    id bigint generated always as identity primary key,
    teacher_id bigint not null references teachers,
    email text not null,
    started_on date not null,
    finished_on date,
    period daterange generated always as (days(started_on, finished_on)) stored,
    constraint email_period_in_order check (finished_on >= started_on),
    constraint email_is_one_person_s exclude using gist (lower(email) with =, teacher_id with <>, period with &&)
        deferrable
);

-- What is contracted ------------------------------------------------------------------------------------------------

create table contract_periods (
    year int primary key,
    started_on date not null,
    finished_on date not null,
    payments_frozen_on date,
    period daterange generated always as (days(started_on, finished_on)) stored,
    constraint contract_period_in_order check (finished_on >= started_on),
    constraint contract_periods_do_not_overlap exclude using gist (period with &&) deferrable
);

create table schedules (
    contract_year int references contract_periods,
    identifier text,
    primary key (contract_year, identifier)
);

create type declaration_type as enum (
    'started', 'retained-1', 'retained-2', 'retained-3', 'retained-4',
    'extended-1', 'extended-2', 'extended-3', 'completed');

create type declaration_state as enum (
    'submitted', 'eligible', 'payable', 'paid', 'voided', 'awaiting-clawback', 'clawed-back');

create table milestones (
    contract_year int,
    schedule text,
    declaration_type declaration_type,
    opens_on date not null,
    closes_on date,
    primary key (contract_year, schedule, declaration_type),
    constraint milestone_of_schedule foreign key (contract_year, schedule) references schedules
);

create table school_partnerships (
    id bigint generated always as identity primary key,
    school_id bigint not null references schools,
    lead_provider_id bigint not null references lead_providers,
    delivery_partner_id bigint not null references delivery_partners,
    contract_year int not null references contract_periods,
    constraint partnership_agreed_once unique (school_id, lead_provider_id, delivery_partner_id, contract_year)
);

-- Where people are --------------------------------------------------------------------------------------------------

create table ect_at_school_periods (
    id bigint generated always as identity primary key,
    teacher_id bigint not null references teachers,
    school_id bigint not null references schools,
    started_on date not null,
    finished_on date,
    period daterange generated always as (days(started_on, finished_on)) stored,
    known_from timestamptz not null default clock(),
    constraint ect_period_in_order check (finished_on >= started_on),
    constraint ect_at_one_school_at_a_time exclude using gist (teacher_id with =, period with &&) deferrable,
    constraint ect_period_of_teacher_at_school unique (id, teacher_id, school_id)
);

create table mentor_at_school_periods (
    id bigint generated always as identity primary key,
    teacher_id bigint not null references teachers,
    school_id bigint not null references schools,
    started_on date not null,
    finished_on date,
    period daterange generated always as (days(started_on, finished_on)) stored,
    known_from timestamptz not null default clock(),
    constraint mentor_period_in_order check (finished_on >= started_on),
    constraint mentor_at_a_school_once_at_a_time
        exclude using gist (teacher_id with =, school_id with =, period with &&) deferrable,
    constraint mentor_period_of_teacher_at_school unique (id, teacher_id, school_id)
);

create table mentorship_periods (
    id bigint generated always as identity primary key,
    school_id bigint not null,
    ect_at_school_period_id bigint not null,
    ect_id bigint not null,
    mentor_at_school_period_id bigint not null,
    mentor_id bigint not null,
    started_on date not null,
    finished_on date,
    period daterange generated always as (days(started_on, finished_on)) stored,
    known_from timestamptz not null default clock(),
    constraint mentorship_period_in_order check (finished_on >= started_on),
    constraint nobody_mentors_themself check (mentor_id <> ect_id),
    constraint one_mentor_at_a_time exclude using gist (ect_id with =, period with &&) deferrable,
    constraint ect_is_at_the_school foreign key (ect_at_school_period_id, ect_id, school_id)
        references ect_at_school_periods (id, teacher_id, school_id) on update cascade,
    constraint mentor_is_at_the_school foreign key (mentor_at_school_period_id, mentor_id, school_id)
        references mentor_at_school_periods (id, teacher_id, school_id) on update cascade
);

-- Training ----------------------------------------------------------------------------------------------------------

create table training_periods (
    id bigint generated always as identity primary key,
    teacher_id bigint not null,
    school_id bigint not null,
    ect_at_school_period_id bigint,
    mentor_at_school_period_id bigint,
    role text generated always as (case when mentor_at_school_period_id is null then 'ect' else 'mentor' end) stored,
    programme text not null,
    lead_provider_id bigint references lead_providers,
    delivery_partner_id bigint,
    contract_year int,
    schedule text,
    started_on date not null,
    finished_on date,
    period daterange generated always as (days(started_on, finished_on)) stored,
    deferred_on date,
    deferral_reason text,
    withdrawn_on date,
    withdrawal_reason text,
    training_status text generated always as (training_status(deferred_on, withdrawn_on)) stored,
    known_from timestamptz not null default clock(),
    constraint training_period_in_order check (finished_on >= started_on),
    constraint training_in_one_role check (num_nonnulls(ect_at_school_period_id, mentor_at_school_period_id) = 1),
    constraint one_training_at_a_time_in_a_role
        exclude using gist (teacher_id with =, role with =, period with &&) deferrable,
    constraint training_of_teacher_in_role unique (id, teacher_id, role),
    constraint ect_training_at_the_school foreign key (ect_at_school_period_id, teacher_id, school_id)
        references ect_at_school_periods (id, teacher_id, school_id) on update cascade,
    constraint mentor_training_at_the_school foreign key (mentor_at_school_period_id, teacher_id, school_id)
        references mentor_at_school_periods (id, teacher_id, school_id) on update cascade,
    constraint programme_known check (programme in ('provider-led', 'school-led')),
    constraint programme_and_what_goes_with_it check (
        programme = 'provider-led' and num_nonnulls(lead_provider_id, contract_year, schedule) = 3
        or programme <> 'provider-led'
            and num_nonnulls(lead_provider_id, delivery_partner_id, contract_year, schedule) = 0),
    constraint partnership_agreed foreign key (school_id, lead_provider_id, delivery_partner_id, contract_year)
        references school_partnerships (school_id, lead_provider_id, delivery_partner_id, contract_year),
    constraint schedule_of_contract_year foreign key (contract_year, schedule) references schedules,
    constraint mentors_are_provider_led check (mentor_at_school_period_id is null or programme = 'provider-led'),
    constraint schedule_fits_role check (
        schedule not like 'replacement-%' and mentor_at_school_period_id is null
        or schedule not like 'reduced-%' and ect_at_school_period_id is null
        or schedule is null),
    constraint deferral_has_reason check ((deferred_on is null) = (deferral_reason is null)),
    constraint deferral_reason_known check (
        deferral_reason in ('bereavement', 'long-term-sickness', 'parental-leave', 'career-break', 'other')),
    constraint deferral_after_start check (deferred_on > started_on),
    constraint deferral_ends_training check (deferred_on is null or coalesce(finished_on, 'infinity') <= deferred_on),
    constraint withdrawal_has_reason check ((withdrawn_on is null) = (withdrawal_reason is null)),
    constraint withdrawal_reason_known check (
        withdrawal_reason in ('left-teaching-profession', 'moved-school', 'mentor-no-longer-being-mentor',
            'switched-to-school-led', 'changed-lead-provider', 'other')),
    constraint withdrawal_after_start check (withdrawn_on > started_on),
    constraint withdrawal_ends_training
        check (withdrawn_on is null or coalesce(finished_on, 'infinity') <= withdrawn_on),
    constraint ect_is_no_mentor_when_withdrawing
        check (ect_at_school_period_id is null or withdrawal_reason <> 'mentor-no-longer-being-mentor')
);

create table declarations (
    id bigint generated always as identity primary key,
    training_period_id bigint not null,
    teacher_id bigint not null,
    role text not null,
    delivery_partner_id bigint not null references delivery_partners,
    declaration_type declaration_type not null,
    declared_on date not null,
    recorded_on date not null default clock()::date,
    state declaration_state not null default 'submitted',
    constraint declared_of_training foreign key (training_period_id, teacher_id, role)
        references training_periods (id, teacher_id, role) on update cascade,
    constraint declared_of_the_past check (declared_on <= recorded_on)
);
create unique index one_live_declaration_of_a_type on declarations (teacher_id, role, declaration_type)
    where state in ('submitted', 'eligible', 'payable', 'paid');

-- Statutory induction -----------------------------------------------------------------------------------------------

create table induction_periods (
    id bigint generated always as identity primary key,
    teacher_id bigint not null references teachers,
    appropriate_body_id bigint not null references appropriate_bodies,
    started_on date not null,
    finished_on date,
    period daterange generated always as (days(started_on, finished_on)) stored,
    number_of_terms numeric,
    outcome text,
    recorded_on date not null default clock()::date,
    known_from timestamptz not null default clock(),
    constraint induction_period_in_order check (finished_on >= started_on),
    constraint one_appropriate_body_at_a_time exclude using gist (teacher_id with =, period with &&) deferrable,
    constraint induction_not_before_1999 check (started_on >= '1999-09-01'),
    constraint induction_has_begun check (started_on <= recorded_on),
    constraint outcome_known check (outcome in ('pass', 'fail')),
    constraint outcome_of_a_finished_period check (outcome is null or finished_on is not null),
    constraint terms_of_a_finished_period check ((number_of_terms is null) = (finished_on is null)),
    constraint terms_in_tenths_up_to_16 check (
        number_of_terms between 0 and 16 and number_of_terms = round(number_of_terms, 1))
);
create unique index one_outcome on induction_periods (teacher_id) where outcome is not null;

create table induction_extensions (
    id bigint generated always as identity primary key,
    teacher_id bigint not null references teachers,
    number_of_terms numeric not null,
    constraint extension_in_tenths_up_to_16 check (
        number_of_terms > 0 and number_of_terms <= 16 and number_of_terms = round(number_of_terms, 1))
);

-- Rules between rows ------------------------------------------------------------------------------------------------
-- Each is held from both sides by constraint triggers. Whoever adds or moves the part that must fit locks the row that
-- it must fit (for share: a foreign key's own lock would let its dates change), then looks, in a new snapshot; whoever
-- changes that row has it locked already, and looks for parts that no longer fit. One of two waits for the other and
-- sees what it did. In repeatable read the second would not see it: such a transaction may not change what others
-- must fit.

create function refuse_repeatable_read() returns trigger language plpgsql as $$
begin
    if current_setting('transaction_isolation') = 'repeatable read' then
        raise exception using errcode = 'feature_not_supported', message = format(
            'In repeatable read, the dates of %s cannot be kept in step with what lies within them.', tg_table_name),
            hint = 'Use read committed or serializable.';
    end if;
    return null;
end $$;

-- Mentoring and training lie within the time at the school

create function mentorship_fits_ect() returns trigger language plpgsql as $$
begin
    perform from ect_at_school_periods where id = new.ect_at_school_period_id for share;
    if exists (
        select from mentorship_periods m
        join ect_at_school_periods e on e.id = m.ect_at_school_period_id
        where m.id = new.id and not e.period @> m.period
    ) then
        perform refuse('mentorship_within_ect_period', 'Mentoring goes beyond the ECT''s time at the school.');
    end if;
    return null;
end $$;

create constraint trigger mentorship_fits_ect
    after insert or update of started_on, finished_on, ect_at_school_period_id on mentorship_periods
    deferrable for each row execute function mentorship_fits_ect();

create function mentorship_fits_mentor() returns trigger language plpgsql as $$
begin
    perform from mentor_at_school_periods where id = new.mentor_at_school_period_id for share;
    if exists (
        select from mentorship_periods m
        join mentor_at_school_periods p on p.id = m.mentor_at_school_period_id
        where m.id = new.id and not p.period @> m.period
    ) then
        perform refuse('mentorship_within_mentor_period', 'Mentoring goes beyond the mentor''s time at the school.');
    end if;
    return null;
end $$;

create constraint trigger mentorship_fits_mentor
    after insert or update of started_on, finished_on, mentor_at_school_period_id on mentorship_periods
    deferrable for each row execute function mentorship_fits_mentor();

create function training_fits_ect() returns trigger language plpgsql as $$
begin
    perform from ect_at_school_periods where id = new.ect_at_school_period_id for share;
    if exists (
        select from training_periods t
        join ect_at_school_periods e on e.id = t.ect_at_school_period_id
        where t.id = new.id and not e.period @> t.period
    ) then
        perform refuse('training_within_ect_period', 'Training goes beyond the ECT''s time at the school.');
    end if;
    return null;
end $$;

create constraint trigger training_fits_ect
    after insert or update of started_on, finished_on, ect_at_school_period_id on training_periods
    deferrable for each row when (new.ect_at_school_period_id is not null) execute function training_fits_ect();

create function training_fits_mentor() returns trigger language plpgsql as $$
begin
    perform from mentor_at_school_periods where id = new.mentor_at_school_period_id for share;
    if exists (
        select from training_periods t
        join mentor_at_school_periods p on p.id = t.mentor_at_school_period_id
        where t.id = new.id and not p.period @> t.period
    ) then
        perform refuse('training_within_mentor_period', 'Training goes beyond the mentor''s time at the school.');
    end if;
    return null;
end $$;

create constraint trigger training_fits_mentor
    after insert or update of started_on, finished_on, mentor_at_school_period_id on training_periods
    deferrable for each row when (new.mentor_at_school_period_id is not null) execute function training_fits_mentor();

create function ect_period_covers() returns trigger language plpgsql as $$
begin
    if exists (
        select from ect_at_school_periods e
        join mentorship_periods m on m.ect_at_school_period_id = e.id
        where e.id = new.id and not e.period @> m.period
    ) then
        perform refuse('mentorship_within_ect_period', 'The ECT is mentored at the school on other days.');
    end if;
    if exists (
        select from ect_at_school_periods e
        join training_periods t on t.ect_at_school_period_id = e.id
        where e.id = new.id and not e.period @> t.period
    ) then
        perform refuse('training_within_ect_period', 'The ECT is trained at the school on other days.');
    end if;
    return null;
end $$;

create constraint trigger ect_period_covers after update of started_on, finished_on on ect_at_school_periods
    deferrable for each row execute function ect_period_covers();

create function mentor_period_covers() returns trigger language plpgsql as $$
begin
    if exists (
        select from mentor_at_school_periods p
        join mentorship_periods m on m.mentor_at_school_period_id = p.id
        where p.id = new.id and not p.period @> m.period
    ) then
        perform refuse('mentorship_within_mentor_period', 'The mentor mentors at the school on other days.');
    end if;
    if exists (
        select from mentor_at_school_periods p
        join training_periods t on t.mentor_at_school_period_id = p.id
        where p.id = new.id and not p.period @> t.period
    ) then
        perform refuse('training_within_mentor_period', 'The mentor is trained at the school on other days.');
    end if;
    return null;
end $$;

create constraint trigger mentor_period_covers after update of started_on, finished_on on mentor_at_school_periods
    deferrable for each row execute function mentor_period_covers();

-- Induction does not start before QTS

create function induction_after_qts() returns trigger language plpgsql as $$
begin
    perform from teachers where id = new.teacher_id for share;
    if exists (
        select from induction_periods i
        join teachers t on t.id = i.teacher_id
        where i.id = new.id and i.started_on < t.qts_awarded_on
    ) then
        perform refuse('induction_after_qts', 'Induction starts before qualified teacher status was awarded.');
    end if;
    return null;
end $$;

create constraint trigger induction_after_qts after insert or update of started_on, teacher_id on induction_periods
    deferrable for each row execute function induction_after_qts();

create function qts_before_induction() returns trigger language plpgsql as $$
begin
    if exists (
        select from teachers t
        join induction_periods i on i.teacher_id = t.id
        where t.id = new.id and i.started_on < t.qts_awarded_on
    ) then
        perform refuse('induction_after_qts', 'Induction has started before that day.');
    end if;
    return null;
end $$;

create constraint trigger qts_before_induction after update of qts_awarded_on on teachers
    deferrable for each row execute function qts_before_induction();

-- An outcome stands until induction is opened again

create function outcome_stands() returns trigger language plpgsql as $$
begin
    perform refuse('outcome_stands', 'This induction has its outcome; it must be opened again first.');
    return null;
end $$;

create trigger outcome_stands before update of outcome, finished_on on induction_periods
    for each row when (old.outcome is not null and new.outcome is not null
        and (old.outcome, old.finished_on) is distinct from (new.outcome, new.finished_on))
    execute function outcome_stands();

-- A mentor is trained once

create function mentor_training_while_funded() returns trigger language plpgsql as $$
begin
    perform from teachers where id = new.teacher_id for share;
    if exists (
        select from training_periods t
        join teachers p on p.id = t.teacher_id
        where t.id = new.id and coalesce(t.finished_on, 'infinity') > p.mentor_funding_ended_on
    ) then
        perform refuse('mentor_training_while_funded', 'The mentor is no longer funded to be trained.');
    end if;
    return null;
end $$;

create constraint trigger mentor_training_while_funded
    after insert or update of finished_on, teacher_id on training_periods
    deferrable for each row when (new.mentor_at_school_period_id is not null)
    execute function mentor_training_while_funded();

create function funding_covers_mentor_training() returns trigger language plpgsql as $$
begin
    if exists (
        select from teachers p
        join training_periods t on t.teacher_id = p.id and t.mentor_at_school_period_id is not null
        where p.id = new.id and coalesce(t.finished_on, 'infinity') > p.mentor_funding_ended_on
    ) then
        perform refuse('mentor_training_while_funded', 'The mentor is trained after that day.');
    end if;
    return null;
end $$;

create constraint trigger funding_covers_mentor_training after update of mentor_funding_ended_on on teachers
    deferrable for each row execute function funding_covers_mentor_training();

-- Nobody comes new into a contract year once its payments are frozen

create function no_newcomer_to_frozen_year() returns trigger language plpgsql as $$
begin
    if exists (
        select from training_periods t
        join contract_periods y on y.year = t.contract_year
        where t.id = new.id and t.started_on >= y.payments_frozen_on and not exists (
            select from training_periods earlier
            where earlier.teacher_id = t.teacher_id and earlier.role = t.role
            and earlier.contract_year = t.contract_year and earlier.started_on < t.started_on)
    ) then
        perform refuse('no_newcomer_to_frozen_year', 'Payments of this contract year are frozen.');
    end if;
    return null;
end $$;

create constraint trigger no_newcomer_to_frozen_year
    after insert or update of started_on, contract_year on training_periods
    deferrable for each row when (new.contract_year is not null) execute function no_newcomer_to_frozen_year();

-- Who deferred or withdrew did; only a deferral may be followed, by a withdrawal

create function marks_stand() returns trigger language plpgsql as $$
begin
    perform refuse('marks_stand', 'This training is deferred or withdrawn already.');
    return null;
end $$;

create trigger marks_stand
    before update of deferred_on, deferral_reason, withdrawn_on, withdrawal_reason on training_periods
    for each row when (
        old.deferred_on is not null
        and (new.deferred_on, new.deferral_reason) is distinct from (old.deferred_on, old.deferral_reason)
        or old.withdrawn_on is not null
        and (new.deferred_on, new.withdrawn_on, new.withdrawal_reason)
            is distinct from (old.deferred_on, old.withdrawn_on, old.withdrawal_reason))
    execute function marks_stand();

-- Declarations. Of freezing and withdrawing, only what came first counts: nothing needs to wait for them

create function declaration_within_milestone() returns trigger language plpgsql as $$
begin
    perform from training_periods where id = new.training_period_id for share;
    if not exists (
        select from training_periods t
        join milestones m using (contract_year, schedule)
        where t.id = new.training_period_id and m.declaration_type = new.declaration_type
        and new.declared_on between m.opens_on and coalesce(m.closes_on, 'infinity')
    ) then
        perform refuse('declaration_within_milestone', 'The schedule has no such milestone on that day.');
    end if;
    return null;
end $$;

create constraint trigger declaration_within_milestone after insert on declarations
    deferrable for each row execute function declaration_within_milestone();

create function schedule_keeps_milestones() returns trigger language plpgsql as $$
begin
    if exists (
        select from declarations d
        where d.training_period_id = new.id
        and d.state in ('submitted', 'eligible', 'payable', 'paid') and not exists (
            select from training_periods t
            join milestones m using (contract_year, schedule)
            where t.id = d.training_period_id and m.declaration_type = d.declaration_type
            and d.declared_on between m.opens_on and coalesce(m.closes_on, 'infinity'))
    ) then
        perform refuse('declaration_within_milestone', 'A declaration of this training would leave its milestone.');
    end if;
    return null;
end $$;

create constraint trigger schedule_keeps_milestones after update of contract_year, schedule on training_periods
    deferrable for each row execute function schedule_keeps_milestones();

create function declaration_before_withdrawal() returns trigger language plpgsql as $$
begin
    if exists (select from training_periods where id = new.training_period_id and withdrawn_on <= new.declared_on) then
        perform refuse('declaration_before_withdrawal', 'The person has withdrawn by that day.');
    end if;
    return null;
end $$;

create constraint trigger declaration_before_withdrawal after insert on declarations
    deferrable for each row execute function declaration_before_withdrawal();

create function declaration_while_paid_for() returns trigger language plpgsql as $$
begin
    if exists (
        select from training_periods t
        join contract_periods y on y.year = t.contract_year
        where t.id = new.training_period_id and y.payments_frozen_on <= new.recorded_on
    ) then
        perform refuse('declaration_while_paid_for', 'Payments of this contract year are frozen.');
    end if;
    return null;
end $$;

create constraint trigger declaration_while_paid_for after insert on declarations
    deferrable for each row execute function declaration_while_paid_for();

create function mentor_declares_start_and_end() returns trigger language plpgsql as $$
begin
    if exists (select from training_periods where id = new.training_period_id and contract_year >= 2025) then
        perform refuse('mentor_declares_start_and_end', 'From 2025 on, mentors only start and complete.');
    end if;
    return null;
end $$;

create constraint trigger mentor_declares_start_and_end after insert on declarations
    deferrable for each row when (new.role = 'mentor' and new.declaration_type not in ('started', 'completed'))
    execute function mentor_declares_start_and_end();

create function declarations_in_sequence() returns trigger language plpgsql as $$
begin
    perform from teachers where id = new.teacher_id for no key update;
    if exists (
        select from training_periods t
        join training_periods ot on ot.teacher_id = t.teacher_id and ot.role = t.role and ot.contract_year >= 2025
        join declarations o on o.training_period_id = ot.id and o.state in ('submitted', 'eligible', 'payable', 'paid')
        where t.id = new.training_period_id and t.contract_year >= 2025
        and (o.declaration_type < new.declaration_type and o.declared_on > new.declared_on
            or o.declaration_type > new.declaration_type and o.declared_on < new.declared_on)
    ) then
        perform refuse('declarations_in_sequence', 'Another declaration stands in the way of that day.');
    end if;
    return null;
end $$;

create constraint trigger declarations_in_sequence after insert on declarations
    deferrable for each row execute function declarations_in_sequence();

create function declaration_stands() returns trigger language plpgsql as $$
begin
    perform refuse('declaration_stands', 'What was declared stays as it was declared.');
    return null;
end $$;

create trigger declaration_stands before update of delivery_partner_id, declaration_type, declared_on on declarations
    for each row when ((old.delivery_partner_id, old.declaration_type, old.declared_on)
        is distinct from (new.delivery_partner_id, new.declaration_type, new.declared_on))
    execute function declaration_stands();

create function declaration_moves_forward() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('submitted', 'eligible'), ('eligible', 'payable'), ('payable', 'paid'),
        ('submitted', 'voided'), ('eligible', 'voided'), ('payable', 'voided'),
        ('paid', 'awaiting-clawback'), ('awaiting-clawback', 'clawed-back'))
    then
        perform refuse('declaration_moves_forward', format('No declaration goes from %s to %s.', old.state, new.state));
    end if;
    return new;
end $$;

create trigger declaration_moves_forward before update of state on declarations
    for each row execute function declaration_moves_forward();

-- Isolation

create trigger refuse_repeatable_read after update of started_on, finished_on on ect_at_school_periods
    for each row execute function refuse_repeatable_read();
create trigger refuse_repeatable_read after update of started_on, finished_on on mentor_at_school_periods
    for each row execute function refuse_repeatable_read();
create trigger refuse_repeatable_read after update of qts_awarded_on, mentor_funding_ended_on on teachers
    for each row execute function refuse_repeatable_read();

-- What it all means, for whoever keeps it next -----------------------------------------------------------------------

comment on table teachers is 'A person, in whichever role: there is one row for each, and one TRN for each row.';
comment on column teachers.id is 'Names the row; means nothing.';
comment on column teachers.name is 'How the record addresses the person; namesakes carry something to tell them apart.';
comment on column teachers.trn is 'Teacher reference number; null while the person has none.';
comment on column teachers.qts_awarded_on is
    'Day on which qualified teacher status was awarded, as far as it is known.';
comment on column teachers.mentor_funding_ended_on is
    'Last day on which the person can be trained as a mentor; null while nothing stands against it.';
comment on column teachers.mentor_funding_end_reason is
    'Why: the training was completed, or the person took part in the early roll-out.';
comment on column teachers.merged_into_id is
    'The same person''s other row, which has taken over all that was recorded here.';
comment on column teachers.known_from is 'Since when the row says what it says.';

comment on table schools is 'A school, which stays itself when its URN changes.';
comment on column schools.id is 'Names the row; means nothing.';
comment on column schools.name is 'How the record addresses the school.';
comment on column schools.urn is 'Unique reference number in the register of schools, as it is now.';

comment on table lead_providers is 'Designs the training and is paid for it.';
comment on column lead_providers.id is 'Names the row; means nothing.';
comment on column lead_providers.name is 'How the record addresses the lead provider.';

comment on table delivery_partners is 'Delivers a lead provider''s training on the spot.';
comment on column delivery_partners.id is 'Names the row; means nothing.';
comment on column delivery_partners.name is 'How the record addresses the delivery partner.';

comment on table appropriate_bodies is 'Assures the quality of statutory induction, not of training.';
comment on column appropriate_bodies.id is 'Names the row; means nothing.';
comment on column appropriate_bodies.name is 'How the record addresses the appropriate body.';

comment on table email_periods is 'An e-mail address that a person is registered with, for a time.';
comment on column email_periods.id is 'Names the row; means nothing.';
comment on column email_periods.teacher_id is 'Whose address it is.';
comment on column email_periods.email is 'The address; capitals make no difference.';
comment on column email_periods.started_on is 'First day.';
comment on column email_periods.finished_on is 'Last day, itself included; null while open.';
comment on column email_periods.period is 'The same days as a range.';

comment on table contract_periods is 'A year under whose contract people are trained and paid for, from June to May.';
comment on column contract_periods.year is 'The year in which it begins.';
comment on column contract_periods.started_on is 'First day.';
comment on column contract_periods.finished_on is 'Last day, itself included; null while open.';
comment on column contract_periods.payments_frozen_on is
    'Day from which nothing more is paid under it; null while it is paid.';
comment on column contract_periods.period is 'The same days as a range.';

comment on table schedules is 'The pace at which a person is trained in a contract year.';
comment on column schedules.contract_year is 'The year it belongs to.';
comment on column schedules.identifier is
    'Kind and month of the start: standard, extended, reduced (ECTs only), replacement (mentors only).';

comment on table milestones is 'The days on which a declaration of a type may be dated, for one schedule.';
comment on column milestones.contract_year is 'With schedule: whose milestone it is.';
comment on column milestones.schedule is 'With contract_year: whose milestone it is.';
comment on column milestones.declaration_type is 'What may be declared.';
comment on column milestones.opens_on is 'First day.';
comment on column milestones.closes_on is 'Last day; null for a schedule without last days.';

comment on table school_partnerships is
    'What is agreed for a contract year: this lead provider trains at this school through this delivery partner.';
comment on column school_partnerships.id is 'Names the row; means nothing.';
comment on column school_partnerships.school_id is 'The school.';
comment on column school_partnerships.lead_provider_id is 'The lead provider.';
comment on column school_partnerships.delivery_partner_id is 'The delivery partner.';
comment on column school_partnerships.contract_year is 'The year.';

comment on table ect_at_school_periods is 'An early career teacher''s time at a school; one school at a time.';
comment on column ect_at_school_periods.id is 'Names the row; means nothing.';
comment on column ect_at_school_periods.teacher_id is 'The early career teacher.';
comment on column ect_at_school_periods.school_id is 'The school.';
comment on column ect_at_school_periods.started_on is 'First day.';
comment on column ect_at_school_periods.finished_on is 'Last day, itself included; null while open.';
comment on column ect_at_school_periods.period is 'The same days as a range.';
comment on column ect_at_school_periods.known_from is 'Since when the row says what it says.';

comment on table mentor_at_school_periods is 'A mentor''s time at a school; several schools at a time are possible.';
comment on column mentor_at_school_periods.id is 'Names the row; means nothing.';
comment on column mentor_at_school_periods.teacher_id is 'The mentor.';
comment on column mentor_at_school_periods.school_id is 'The school.';
comment on column mentor_at_school_periods.started_on is 'First day.';
comment on column mentor_at_school_periods.finished_on is 'Last day, itself included; null while open.';
comment on column mentor_at_school_periods.period is 'The same days as a range.';
comment on column mentor_at_school_periods.known_from is 'Since when the row says what it says.';

comment on table mentorship_periods is
    'A mentor''s support of one early career teacher; both are at the same school for all of it.';
comment on column mentorship_periods.id is 'Names the row; means nothing.';
comment on column mentorship_periods.school_id is 'The school where both are.';
comment on column mentorship_periods.ect_at_school_period_id is
    'The time at the school that it lies within, on the ECT''s side.';
comment on column mentorship_periods.ect_id is 'The early career teacher of that time at the school.';
comment on column mentorship_periods.mentor_at_school_period_id is
    'The time at the school that it lies within, on the mentor''s side.';
comment on column mentorship_periods.mentor_id is 'The mentor of that time at the school.';
comment on column mentorship_periods.started_on is 'First day.';
comment on column mentorship_periods.finished_on is 'Last day, itself included; null while open.';
comment on column mentorship_periods.period is 'The same days as a range.';
comment on column mentorship_periods.known_from is 'Since when the row says what it says.';

comment on table training_periods is
    'Training in one role, at one school, in one way: another provider, partner, year or schedule is another row.';
comment on column training_periods.id is 'Names the row; means nothing.';
comment on column training_periods.teacher_id is 'Who is trained.';
comment on column training_periods.school_id is 'Where.';
comment on column training_periods.ect_at_school_period_id is
    'The time at the school that it lies within, when trained as ECT.';
comment on column training_periods.mentor_at_school_period_id is
    'The time at the school that it lies within, when trained as mentor.';
comment on column training_periods.role is 'ect or mentor: which of the two it is.';
comment on column training_periods.programme is 'provider-led or school-led.';
comment on column training_periods.lead_provider_id is
    'Who trains; while no delivery partner is named, an expression of interest in them.';
comment on column training_periods.delivery_partner_id is
    'Through whom; with school, lead provider and contract year it names the partnership.';
comment on column training_periods.contract_year is 'Under which contract, of partnership and schedule alike.';
comment on column training_periods.schedule is 'At which pace.';
comment on column training_periods.started_on is 'First day.';
comment on column training_periods.finished_on is 'Last day, itself included; null while open.';
comment on column training_periods.period is 'The same days as a range.';
comment on column training_periods.deferred_on is 'Day on which the lead provider paused the training.';
comment on column training_periods.deferral_reason is 'Why it was paused.';
comment on column training_periods.withdrawn_on is
    'Day on which the lead provider took the person out of the training.';
comment on column training_periods.withdrawal_reason is 'Why the person was taken out.';
comment on column training_periods.training_status is 'active, or the later of deferred and withdrawn.';
comment on column training_periods.known_from is 'Since when the row says what it says.';

comment on table declarations is
    'A lead provider''s claim that a person reached a milestone; the provider is that of the training.';
comment on column declarations.id is 'Names the row; means nothing.';
comment on column declarations.training_period_id is
    'The training it is claimed for: the provider''s latest when it was declared.';
comment on column declarations.teacher_id is 'Who was trained.';
comment on column declarations.role is 'In which role.';
comment on column declarations.delivery_partner_id is
    'The delivery partner at the time of declaring, whatever the training says later.';
comment on column declarations.declaration_type is 'Which milestone, in the order in which they are reached.';
comment on column declarations.declared_on is 'Day on which it was reached.';
comment on column declarations.recorded_on is 'Day on which it was declared.';
comment on column declarations.state is
    'submitted, eligible, payable and paid count as live; voided, awaiting-clawback and clawed-back do not.';

comment on table induction_periods is 'Statutory induction with one appropriate body, for a time.';
comment on column induction_periods.id is 'Names the row; means nothing.';
comment on column induction_periods.teacher_id is 'The early career teacher.';
comment on column induction_periods.appropriate_body_id is 'The appropriate body.';
comment on column induction_periods.started_on is 'First day.';
comment on column induction_periods.finished_on is 'Last day, itself included; null while open.';
comment on column induction_periods.period is 'The same days as a range.';
comment on column induction_periods.number_of_terms is
    'How much of the induction was done, in school terms, once it ended.';
comment on column induction_periods.outcome is 'pass or fail, in the period that ended the induction.';
comment on column induction_periods.recorded_on is 'Day on which it was claimed.';
comment on column induction_periods.known_from is 'Since when the row says what it says.';

comment on table induction_extensions is 'Terms by which somebody''s induction was made longer.';
comment on column induction_extensions.id is 'Names the row; means nothing.';
comment on column induction_extensions.teacher_id is 'The early career teacher.';
comment on column induction_extensions.number_of_terms is 'How many terms.';

-- What was known when -----------------------------------------------------------------------------------------------
-- A row says since when it is known. When it changes or goes, what it was is kept in the table of the same name in the
-- schema history, with the moment until which it was known; the view of that name in the schema known holds both.

create schema history;
create schema known;

create function history.keep() returns trigger language plpgsql as $$
begin
    if old.known_from < clock() then
        execute format('insert into history.%I select ($1).*, $2', tg_table_name) using old, clock();
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.known_from := clock();
    return new;
end $$;

create table history.teachers (like teachers including comments, known_until timestamptz not null);
create index on history.teachers (id);
create view known.teachers as
    select *, 'infinity'::timestamptz as known_until from teachers
    union all select * from history.teachers;
create trigger known before update or delete on teachers for each row execute function history.keep();

create table history.ect_at_school_periods (
    like ect_at_school_periods including comments,
    known_until timestamptz not null
);
create index on history.ect_at_school_periods (teacher_id);
create index on history.ect_at_school_periods (school_id);
create view known.ect_at_school_periods as
    select *, 'infinity'::timestamptz as known_until from ect_at_school_periods
    union all select * from history.ect_at_school_periods;
create trigger known before update or delete on ect_at_school_periods for each row execute function history.keep();

create table history.mentor_at_school_periods (
    like mentor_at_school_periods including comments,
    known_until timestamptz not null
);
create index on history.mentor_at_school_periods (teacher_id);
create index on history.mentor_at_school_periods (school_id);
create view known.mentor_at_school_periods as
    select *, 'infinity'::timestamptz as known_until from mentor_at_school_periods
    union all select * from history.mentor_at_school_periods;
create trigger known before update or delete on mentor_at_school_periods for each row execute function history.keep();

create table history.mentorship_periods (like mentorship_periods including comments, known_until timestamptz not null);
create index on history.mentorship_periods (ect_id);
create view known.mentorship_periods as
    select *, 'infinity'::timestamptz as known_until from mentorship_periods
    union all select * from history.mentorship_periods;
create trigger known before update or delete on mentorship_periods for each row execute function history.keep();

create table history.training_periods (like training_periods including comments, known_until timestamptz not null);
create index on history.training_periods (teacher_id);
create view known.training_periods as
    select *, 'infinity'::timestamptz as known_until from training_periods
    union all select * from history.training_periods;
create trigger known before update or delete on training_periods for each row execute function history.keep();

create table history.induction_periods (like induction_periods including comments, known_until timestamptz not null);
create index on history.induction_periods (teacher_id);
create view known.induction_periods as
    select *, 'infinity'::timestamptz as known_until from induction_periods
    union all select * from history.induction_periods;
create trigger known before update or delete on induction_periods for each row execute function history.keep();

-- Served by indexes: a person's record is reached by the constraints above ------------------------------------------

create index on ect_at_school_periods (school_id);
create index on mentor_at_school_periods (school_id);
create index on mentorship_periods (ect_at_school_period_id);
create index on mentorship_periods (mentor_at_school_period_id);
create index on mentorship_periods (mentor_id);
create index on training_periods (ect_at_school_period_id);
create index on training_periods (mentor_at_school_period_id);
create index on training_periods (teacher_id, role, started_on);
create index on training_periods (lead_provider_id, teacher_id);
create index on training_periods (school_id, lead_provider_id, contract_year) where delivery_partner_id is null;
create index on declarations (training_period_id);
create index on declarations (teacher_id, role);
create index on induction_extensions (teacher_id);
create index on email_periods (teacher_id);
create index on teachers (merged_into_id);

-- Contract years, schedules and their milestones --------------------------------------------------------------------

insert into contract_periods (year, started_on, finished_on)
select y, make_date(y, 6, 1), make_date(y + 1, 5, 31) from generate_series(2021, 2026) y;

insert into schedules (contract_year, identifier)
select y.year, kind || '-' || month
from contract_periods y, unnest(array['standard', 'extended', 'reduced', 'replacement']) kind,
    unnest(array['september', 'january', 'april']) month;

-- A standard schedule walks through one calendar of windows, and the month says with which of them it begins.
insert into milestones (contract_year, schedule, declaration_type, opens_on, closes_on)
select y.year, 'standard-' || s.month, t.type, make_date(y.year + w.opens_year, w.opens_month, 1),
    make_date(y.year + w.opens_year, w.closes_month, 31)
from contract_periods y
cross join (values ('september', 0), ('january', 1), ('april', 2)) s (month, first)
cross join unnest(
    array['started', 'retained-1', 'retained-2', 'retained-3', 'retained-4', 'completed']::declaration_type[])
    with ordinality t (type, place)
join (values
    (0, 0, 6, 12), (1, 1, 1, 3), (2, 1, 4, 7), (3, 1, 8, 12), (4, 2, 1, 3), (5, 2, 4, 7), (6, 2, 8, 12), (7, 3, 1, 3))
    w (number, opens_year, opens_month, closes_month) on w.number = s.first + t.place - 1
where (y.year, s.month) <> (2021, 'september');

insert into milestones (contract_year, schedule, declaration_type, opens_on, closes_on) values
    (2021, 'standard-september', 'started', '2021-09-01', '2021-11-30'),
    (2021, 'standard-september', 'retained-1', '2021-09-01', '2022-01-31'),
    (2021, 'standard-september', 'retained-2', '2022-02-01', '2022-04-30'),
    (2021, 'standard-september', 'retained-3', '2022-05-01', '2022-09-30'),
    (2021, 'standard-september', 'retained-4', '2022-10-01', '2023-01-31'),
    (2021, 'standard-september', 'completed', '2023-02-01', '2023-04-30');

-- The other schedules have a first day and no last one; only an extended one has the extended milestones.
insert into milestones (contract_year, schedule, declaration_type, opens_on)
select s.contract_year, s.identifier, t.type, case
    when s.identifier like '%-september' then make_date(s.contract_year, 9, 1)
    when s.identifier like '%-january' then make_date(s.contract_year + 1, 1, 1)
    else make_date(s.contract_year + 1, 4, 1) end
from schedules s
cross join unnest(enum_range(null::declaration_type)) t (type)
where s.identifier not like 'standard-%' and (s.identifier like 'extended-%' or t.type::text not like 'extended-%');
