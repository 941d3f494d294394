create table ects (
    id   bigint generated always as identity primary key,
    name text not null unique
);

-- Append-only: what becomes known later is another version. Of those with one start, the one recorded last counts.
create table induction_records (
    id         bigint generated always as identity primary key,
    ect_id     bigint not null references ects,
    school     text   not null,
    programme  text   not null,
    start_date date   not null,
    end_date   date
);

create index induction_records_by_ect on induction_records (ect_id, start_date, id);

create view current_records as
select distinct on (ects.id) ects.name as ect, induction_records.*
from ects
join induction_records on induction_records.ect_id = ects.id
order by ects.id, start_date desc, induction_records.id desc;
