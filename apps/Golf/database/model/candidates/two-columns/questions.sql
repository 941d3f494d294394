-- question: courses
select name as course from golf_courses;

-- question: architects_of
select 1::smallint as place, architect_1 as architect
from golf_courses
where name = :course and architect_1 is not null
union all
select 2::smallint, architect_2
from golf_courses
where name = :course and architect_2 is not null;

-- question: courses_of
select name as course
from golf_courses
where architect_1 = :architect or architect_2 = :architect;

-- question: shared_with
-- One branch for each order of the two columns.
select architect, count(*) as courses
from (
    select architect_2 as architect from golf_courses where architect_1 = :architect
    union all
    select architect_1 from golf_courses where architect_2 = :architect
) as shared
where architect <> :architect
group by architect;

-- question: courses_without_architect
select name as course
from golf_courses
where architect_1 is null and architect_2 is null;

-- question: card_of
select architect_1, architect_2 from golf_courses where name = :course;
