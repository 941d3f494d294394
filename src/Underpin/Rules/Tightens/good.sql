create table architects (
    id   bigint generated always as identity primary key,
    name text not null unique check (name <> '')
);
alter table golf_courses add column architect_id bigint;
alter table golf_courses add constraint architect_known foreign key (architect_id) references architects not valid;
alter table golf_courses validate constraint architect_known;
create index concurrently golf_courses_by_architect on golf_courses (architect_id);
