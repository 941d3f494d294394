-- question: courses
select name as course from golf_courses;

-- question: architects_of
select g.position as place, a.name as architect
from golf_courses c
join golf_course_architects g on g.golf_course_id = c.id
join architects a on a.id = g.architect_id
where c.name = :course;

-- question: courses_of
select distinct c.name as course
from architects a
join golf_course_architects g on g.architect_id = a.id
join golf_courses c on c.id = g.golf_course_id
where a.name = :architect;

-- question: shared_with
select other.name as architect, count(distinct g.golf_course_id) as courses
from architects a
join golf_course_architects g on g.architect_id = a.id
join golf_course_architects o on o.golf_course_id = g.golf_course_id and o.architect_id <> a.id
join architects other on other.id = o.architect_id
where a.name = :architect
group by other.id;

-- question: courses_without_architect
select c.name as course
from golf_courses c
where not exists (select from golf_course_architects g where g.golf_course_id = c.id);

-- question: card_of
select a1.name as architect_1, a2.name as architect_2
from golf_courses c
left join golf_course_architects g1 on g1.golf_course_id = c.id and g1.position = 1
left join architects a1 on a1.id = g1.architect_id
left join golf_course_architects g2 on g2.golf_course_id = c.id and g2.position = 2
left join architects a2 on a2.id = g2.architect_id
where c.name = :course;
