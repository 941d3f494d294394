-- The position says which column a name came from: a course of which only the second is filled has just position 2.
select golf_courses.id as golf_course_id, a.position, architects.id as architect_id
from golf_courses
cross join lateral (values (1::smallint, architect_1), (2::smallint, architect_2)) as a (position, name)
left join architects on architects.name = a.name
where a.name is not null
