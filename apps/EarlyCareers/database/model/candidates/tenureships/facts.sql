-- As the prototype fills its tables: one row a fact. Nothing but foreign keys and `not null` refuses anything.

-- fact: contract_year_opens
-- The year's days have nowhere to go.
insert into cohorts (start_year) values (:contract_year);

-- fact: contract_year_frozen (inexpressible: a cohort is a year and nothing else)

-- fact: partnership_agreed (may touch nothing)
-- Between the two providers, for a year: the school has nowhere to go, and a second school's agreement is already
-- there.
insert into lead_providers (name)
select :lead_provider where not exists (select from lead_providers where name = :lead_provider);
insert into delivery_partners (name)
select :delivery_partner where not exists (select from delivery_partners where name = :delivery_partner);
insert into provider_relationships (delivery_partner_id, lead_provider_id, cohort)
select dp.id, lp.id, :contract_year
from delivery_partners dp, lead_providers lp
where dp.name = :delivery_partner and lp.name = :lead_provider
and not exists (
    select from provider_relationships pr
    where pr.delivery_partner_id = dp.id and pr.lead_provider_id = lp.id and pr.cohort = :contract_year
);

-- fact: urn_assigned (inexpressible: a school has a name and nothing else)

-- fact: trn_recorded (inexpressible: a participant has a name and nothing else)

-- fact: qts_awarded (inexpressible: a participant has a name and nothing else)

-- fact: email_recorded (inexpressible: a participant has a name and nothing else)

-- fact: ect_joins_school
insert into participants (name) select :ect where not exists (select from participants where name = :ect);
insert into schools (name) select :school where not exists (select from schools where name = :school);
insert into tenureships (participant_id, school_id, started_on, finished_on)
select p.id, s.id, :from, :until from participants p, schools s where p.name = :ect and s.name = :school;

-- fact: ect_moves_school
-- Which of somebody's spells is the one as ECT cannot be told: all of them end, and what begins on their last day goes.
insert into participants (name) select :ect where not exists (select from participants where name = :ect);
insert into schools (name) select :school where not exists (select from schools where name = :school);
delete from mentorships m
using tenureships t, participants p
where m.mentee_id = t.id and t.participant_id = p.id and p.name = :ect and m.started_on >= :from - 1;
update mentorships m
set finished_on = :from - 1
from tenureships t, participants p
where m.mentee_id = t.id and t.participant_id = p.id and p.name = :ect
and (m.finished_on is null or m.finished_on >= :from);
delete from participants_provider_relationships r
using participants p
where r.participant_id = p.id and p.name = :ect and r.started_on >= :from - 1;
update participants_provider_relationships r
set finished_on = :from - 1
from participants p
where r.participant_id = p.id and p.name = :ect and (r.finished_on is null or r.finished_on >= :from);
delete from tenureships t
using participants p
where t.participant_id = p.id and p.name = :ect and t.started_on >= :from;
update tenureships t
set finished_on = :from - 1
from participants p
where t.participant_id = p.id and p.name = :ect and (t.finished_on is null or t.finished_on >= :from);
insert into tenureships (participant_id, school_id, started_on)
select p.id, s.id, :from from participants p, schools s where p.name = :ect and s.name = :school;

-- fact: ect_leaves_school
-- Training is not tied to a school: what runs on that day, or begins later during the spell, is taken to be there.
delete from mentorships m
using tenureships t, participants p, schools s
where m.mentee_id = t.id and t.participant_id = p.id and t.school_id = s.id and p.name = :ect and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on) and m.started_on >= :on;
update mentorships m
set finished_on = :on
from tenureships t, participants p, schools s
where m.mentee_id = t.id and t.participant_id = p.id and t.school_id = s.id and p.name = :ect and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on)
and m.started_on < :on and (m.finished_on is null or m.finished_on > :on);
delete from participants_provider_relationships r
using tenureships t, participants p, schools s
where r.participant_id = p.id and t.participant_id = p.id and t.school_id = s.id and p.name = :ect and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on)
and r.started_on >= :on and (t.finished_on is null or r.started_on <= t.finished_on);
update participants_provider_relationships r
set finished_on = :on
from tenureships t, participants p, schools s
where r.participant_id = p.id and t.participant_id = p.id and t.school_id = s.id and p.name = :ect and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on)
and r.started_on < :on and (r.finished_on is null or r.finished_on > :on);
update tenureships t
set finished_on = :on
from participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :ect and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on);

-- fact: mentor_joins_school
insert into participants (name) select :mentor where not exists (select from participants where name = :mentor);
insert into schools (name) select :school where not exists (select from schools where name = :school);
insert into tenureships (participant_id, school_id, started_on, finished_on)
select p.id, s.id, :from, :until from participants p, schools s where p.name = :mentor and s.name = :school;

-- fact: mentor_leaves_school
-- Training is not tied to a school: what runs on that day, or begins later during the spell, is taken to be there.
delete from mentorships m
using tenureships t, participants p, schools s
where m.mentor_id = t.id and t.participant_id = p.id and t.school_id = s.id and p.name = :mentor and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on) and m.started_on >= :on;
update mentorships m
set finished_on = :on
from tenureships t, participants p, schools s
where m.mentor_id = t.id and t.participant_id = p.id and t.school_id = s.id and p.name = :mentor and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on)
and m.started_on < :on and (m.finished_on is null or m.finished_on > :on);
delete from participants_provider_relationships r
using tenureships t, participants p, schools s
where r.participant_id = p.id and t.participant_id = p.id and t.school_id = s.id and p.name = :mentor
and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on)
and r.started_on >= :on and (t.finished_on is null or r.started_on <= t.finished_on);
update participants_provider_relationships r
set finished_on = :on
from tenureships t, participants p, schools s
where r.participant_id = p.id and t.participant_id = p.id and t.school_id = s.id and p.name = :mentor
and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on)
and r.started_on < :on and (r.finished_on is null or r.finished_on > :on);
update tenureships t
set finished_on = :on
from participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :mentor and s.name = :school
and t.started_on <= :on and (t.finished_on is null or t.finished_on >= :on);

-- fact: mentoring_starts
-- The spells at that school, on that day if there are such; without one the mentor stays unknown, and an ECT may not.
insert into mentorships (mentor_id, mentee_id, started_on, finished_on)
values (
    (
        select t.id
        from tenureships t
        join participants p on p.id = t.participant_id
        join schools s on s.id = t.school_id
        where p.name = :mentor and s.name = :school
        order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
        limit 1
    ),
    (
        select t.id
        from tenureships t
        join participants p on p.id = t.participant_id
        join schools s on s.id = t.school_id
        where p.name = :ect and s.name = :school
        order by t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from) desc, t.started_on desc
        limit 1
    ),
    :from, :until);

-- fact: mentoring_ends
update mentorships m
set finished_on = :on
from tenureships e, participants pe, tenureships t, participants pm
where m.mentee_id = e.id and e.participant_id = pe.id and m.mentor_id = t.id and t.participant_id = pm.id
and pe.name = :ect and pm.name = :mentor
and m.started_on <= :on and (m.finished_on is null or m.finished_on >= :on);

-- fact: induction_claimed
-- Terms have nowhere to go.
insert into participants (name) select :ect where not exists (select from participants where name = :ect);
insert into appropriate_bodies (name)
select :appropriate_body where not exists (select from appropriate_bodies where name = :appropriate_body);
insert into appropriate_body_associations (participant_id, appropriate_body_id, started_on, finished_on)
select p.id, ab.id, :from, :until
from participants p, appropriate_bodies ab
where p.name = :ect and ab.name = :appropriate_body;

-- fact: induction_released
-- Terms have nowhere to go.
update appropriate_body_associations a
set finished_on = :on
from participants p, appropriate_bodies ab
where a.participant_id = p.id and a.appropriate_body_id = ab.id and p.name = :ect and ab.name = :appropriate_body
and a.started_on <= :on and (a.finished_on is null or a.finished_on >= :on);

-- fact: induction_outcome (inexpressible: an association with an appropriate body has no outcome)

-- fact: induction_reopened (inexpressible: an association with an appropriate body has no outcome)

-- fact: induction_extended (inexpressible: there are no terms)

-- fact: training_starts
-- The role, the school and the schedule have nowhere to go.
insert into participants (name) select :person where not exists (select from participants where name = :person);
insert into participants_provider_relationships (provider_relationship_id, participant_id, started_on, finished_on)
select pr.id, p.id, :from, :until
from provider_relationships pr
join lead_providers lp on lp.id = pr.lead_provider_id
join delivery_partners dp on dp.id = pr.delivery_partner_id
cross join participants p
where lp.name = :lead_provider and dp.name = :delivery_partner and pr.cohort = :contract_year and p.name = :person;

-- fact: interest_expressed (inexpressible: training is through a relationship of two providers)

-- fact: school_led_training_starts (inexpressible: training is through a relationship of two providers)

-- fact: training_changes
-- To the end of the spell at the school. The role, the school and the schedule have nowhere to go.
delete from participants_provider_relationships r
using participants p
where r.participant_id = p.id and p.name = :person and r.started_on >= :from;
update participants_provider_relationships r
set finished_on = :from - 1
from participants p
where r.participant_id = p.id and p.name = :person and (r.finished_on is null or r.finished_on >= :from);
insert into participants_provider_relationships (provider_relationship_id, participant_id, started_on, finished_on)
select pr.id, p.id, :from,
    (
        select t.finished_on
        from tenureships t
        join schools s on s.id = t.school_id
        where t.participant_id = p.id and s.name = :school
        and t.started_on <= :from and (t.finished_on is null or t.finished_on >= :from)
        limit 1
    )
from provider_relationships pr
join lead_providers lp on lp.id = pr.lead_provider_id
join delivery_partners dp on dp.id = pr.delivery_partner_id
cross join participants p
where lp.name = :lead_provider and dp.name = :delivery_partner and pr.cohort = :contract_year and p.name = :person;

-- fact: training_becomes_school_led (inexpressible: training is through a relationship of two providers)

-- fact: training_ends
update participants_provider_relationships r
set finished_on = :on
from participants p
where r.participant_id = p.id and p.name = :person
and r.started_on <= :on and (r.finished_on is null or r.finished_on >= :on);

-- fact: training_deferred (inexpressible: training has a first and a last day, and no status)

-- fact: training_withdrawn (inexpressible: training has a first and a last day, and no status)

-- fact: training_resumed (inexpressible: training has a first and a last day, and no status)

-- fact: mentor_funding_ends (inexpressible: a participant has a name and nothing else)

-- fact: declared (inexpressible: there are no declarations)

-- fact: declaration_becomes (inexpressible: there are no declarations)

-- fact: declaration_partner_changes (inexpressible: there are no declarations)

-- fact: leaving_cancelled
-- What ended on the same day is taken to have ended with it.
update mentorships m
set finished_on = null
from tenureships t, participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :person and s.name = :school
and t.id in (m.mentor_id, m.mentee_id) and m.finished_on = t.finished_on
and not exists (
    select from tenureships later
    where later.participant_id = p.id and later.school_id = s.id and later.started_on > t.started_on
);
update participants_provider_relationships r
set finished_on = null
from tenureships t, participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :person and s.name = :school
and r.participant_id = p.id and r.finished_on = t.finished_on
and not exists (
    select from tenureships later
    where later.participant_id = p.id and later.school_id = s.id and later.started_on > t.started_on
);
update tenureships t
set finished_on = null
from participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :person and s.name = :school
and not exists (
    select from tenureships later
    where later.participant_id = p.id and later.school_id = s.id and later.started_on > t.started_on
);

-- fact: registration_undone
delete from mentorships m
using tenureships t, participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :person and s.name = :school
and t.id in (m.mentor_id, m.mentee_id)
and not exists (
    select from tenureships later
    where later.participant_id = p.id and later.school_id = s.id and later.started_on > t.started_on
);
delete from participants_provider_relationships r
using tenureships t, participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :person and s.name = :school
and r.participant_id = p.id and r.started_on >= t.started_on
and (t.finished_on is null or r.started_on <= t.finished_on)
and not exists (
    select from tenureships later
    where later.participant_id = p.id and later.school_id = s.id and later.started_on > t.started_on
);
delete from tenureships t
using participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :person and s.name = :school
and not exists (
    select from tenureships later
    where later.participant_id = p.id and later.school_id = s.id and later.started_on > t.started_on
);

-- fact: school_dates_corrected
update tenureships t
set started_on = :right_from, finished_on = :right_until
from participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :person and s.name = :school
and t.started_on = :from;

-- fact: mentoring_dates_corrected
update mentorships m
set started_on = :right_from, finished_on = :right_until
from tenureships e, participants pe, tenureships t, participants pm
where m.mentee_id = e.id and e.participant_id = pe.id and m.mentor_id = t.id and t.participant_id = pm.id
and pe.name = :ect and pm.name = :mentor
and m.started_on = :from;

-- fact: training_dates_corrected
update participants_provider_relationships r
set started_on = :right_from, finished_on = :right_until
from participants p
where r.participant_id = p.id and p.name = :person and r.started_on = :from;

-- fact: training_programme_corrected (inexpressible: training is through a relationship of two providers)

-- fact: induction_dates_corrected
update appropriate_body_associations a
set started_on = :right_from, finished_on = :right_until
from participants p
where a.participant_id = p.id and p.name = :ect and a.started_on = :from;

-- fact: school_spell_removed
delete from tenureships t
using participants p, schools s
where t.participant_id = p.id and t.school_id = s.id and p.name = :person and s.name = :school
and t.started_on = :from;

-- fact: mentoring_removed
delete from mentorships m
using tenureships e, participants pe, tenureships t, participants pm
where m.mentee_id = e.id and e.participant_id = pe.id and m.mentor_id = t.id and t.participant_id = pm.id
and pe.name = :ect and pm.name = :mentor and m.started_on = :from;

-- fact: training_removed
delete from participants_provider_relationships r
using participants p
where r.participant_id = p.id and p.name = :person and r.started_on = :from;

-- fact: induction_removed
delete from appropriate_body_associations a
using participants p
where a.participant_id = p.id and p.name = :ect and a.started_on = :from;

-- fact: recorded_in_error
delete from participants where :kind = 'person' and name = :name;
delete from schools where :kind = 'school' and name = :name;
delete from lead_providers where :kind = 'lead provider' and name = :name;
delete from delivery_partners where :kind = 'delivery partner' and name = :name;
delete from appropriate_bodies where :kind = 'appropriate body' and name = :name;
delete from cohorts where :kind = 'contract year' and start_year::text = :name;

-- fact: partnership_recorded_in_error
-- At every school: the relationship knows none.
delete from provider_relationships pr
using lead_providers lp, delivery_partners dp
where pr.lead_provider_id = lp.id and pr.delivery_partner_id = dp.id
and lp.name = :lead_provider and dp.name = :delivery_partner and pr.cohort = :contract_year;

-- fact: people_merged
-- That they were two is forgotten.
update tenureships t
set participant_id = s.id
from participants d, participants s
where d.name = :duplicate and s.name = :survivor and t.participant_id = d.id;
update appropriate_body_associations a
set participant_id = s.id
from participants d, participants s
where d.name = :duplicate and s.name = :survivor and a.participant_id = d.id;
update participants_provider_relationships r
set participant_id = s.id
from participants d, participants s
where d.name = :duplicate and s.name = :survivor and r.participant_id = d.id;
delete from participants where name = :duplicate;
