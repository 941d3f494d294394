create table architects (
    id   bigint generated always as identity primary key,
    name text not null unique
);
comment on table architects is 'One row a person or firm that designed a golf course.';
comment on column architects.id is 'Made here; clients never see it.';
comment on column architects.name is 'As it is written on the course''s card; an empty one is kept as it was found.';

create table golf_course_architects (
    golf_course_id bigint   not null references golf_courses on delete cascade,
    position       smallint not null check (position > 0),
    architect_id   bigint   not null references architects,
    primary key (golf_course_id, position)
);
comment on table golf_course_architects is 'Who designed which course, in which order.';
comment on column golf_course_architects.golf_course_id is 'The course; its rows go with it.';
comment on column golf_course_architects.position is 'The order, from 1. Clients of the old API see 1 and 2.';
comment on column golf_course_architects.architect_id is
    'Who designed it; the same person twice is kept as it was found.';

create index golf_course_architects_by_architect on golf_course_architects (architect_id, golf_course_id);
