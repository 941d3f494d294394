-- question: courses
select name as course from golf_courses;

-- question: architects_of
select a.place::smallint as place, a.architect
from golf_courses
cross join lateral unnest(architects) with ordinality as a (architect, place)
where name = :course and a.architect is not null;

-- question: courses_of
select name as course from golf_courses where architects @> array[:architect];

-- question: shared_with
-- A course counts once, however often a name stands on its card.
select a.architect, count(distinct golf_courses.id) as courses
from golf_courses
cross join lateral unnest(architects) as a (architect)
where architects @> array[:architect] and a.architect <> :architect
group by a.architect;

-- question: courses_without_architect
select name as course from golf_courses where architects = '{}';

-- question: card_of
select architects[1] as architect_1, architects[2] as architect_2 from golf_courses where name = :course;
