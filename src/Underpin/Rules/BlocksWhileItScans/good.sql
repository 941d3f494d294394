create index concurrently golf_courses_by_country on golf_courses (country);
create table tees (
    course_id bigint not null references golf_courses,
    colour    text   not null
);
create index tees_by_course on tees (course_id);
alter table tees add constraint colourful check (colour <> '');
alter table visits add column tee text;
alter table visits add constraint tee_known check (tee <> '') not valid;
alter table visits validate constraint tee_known;
