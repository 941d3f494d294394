create view golf_courses_in_full as
    select id, name, coalesce(architect_1, architect_2) as architect from golf_courses where holes = 18;
create function initials(name text, letters integer) returns text language sql as $$ select left(name, letters) $$;
