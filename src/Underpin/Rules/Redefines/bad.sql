create or replace view golf_courses_with_architect as
    select id, name, coalesce(architect_1, architect_2) as architect from golf_courses where holes = 18;
create or replace function initials(name text) returns text language sql as $$ select left(name, 2) $$;
alter table golf_courses alter column holes set default 9;
alter table golf_courses alter column country drop default;
alter table golf_courses enable row level security;
alter table golf_courses disable trigger golf_courses_touch;
