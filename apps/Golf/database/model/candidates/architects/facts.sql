-- As the application does it: an architect whom nobody knew is added, and one whom no course names any more stays.

-- fact: course_opens
insert into golf_courses (name) values (:course);

-- fact: course_renamed
update golf_courses set name = :name where name = :course;

-- fact: course_closes
delete from golf_courses where name = :course;

-- fact: architect_designs
insert into architects (name)
select :architect where exists (select from golf_courses where name = :course)
on conflict (name) do nothing;
insert into golf_course_architects (golf_course_id, position, architect_id)
select
    c.id,
    (select coalesce(max(g.position), 0) + 1 from golf_course_architects g where g.golf_course_id = c.id),
    a.id
from golf_courses c, architects a
where c.name = :course and a.name = :architect;

-- fact: architect_designs_at
insert into architects (name)
select :architect where exists (select from golf_courses where name = :course)
on conflict (name) do nothing;
insert into golf_course_architects (golf_course_id, position, architect_id)
select c.id, :place, a.id
from golf_courses c, architects a
where c.name = :course and a.name = :architect;

-- fact: architect_corrected
insert into architects (name)
select :architect
from golf_courses c
join golf_course_architects g on g.golf_course_id = c.id
where c.name = :course and g.position = :place
on conflict (name) do nothing;
update golf_course_architects g
set architect_id = a.id
from golf_courses c, architects a
where c.name = :course and g.golf_course_id = c.id and g.position = :place and a.name = :architect;

-- fact: architects_swapped
-- Both places filled: each takes the other's architect. One empty: the row moves.
update golf_course_architects g
set architect_id = o.architect_id
from golf_courses c, golf_course_architects o
where c.name = :course and g.golf_course_id = c.id and o.golf_course_id = c.id
and g.position <> o.position and g.position in (:one, :other) and o.position in (:one, :other);
update golf_course_architects g
set position = case when g.position = :one then :other else :one end
from golf_courses c
where c.name = :course and g.golf_course_id = c.id and g.position in (:one, :other) and :one <> :other
and not exists (
    select
    from golf_course_architects o
    where o.golf_course_id = c.id and o.position in (:one, :other) and o.position <> g.position
);

-- fact: architect_removed
delete from golf_course_architects g
using golf_courses c
where c.name = :course and g.golf_course_id = c.id and g.position = :place;

-- fact: architect_renamed
-- One row, however many courses. An architect of no course gives the name away.
delete from architects a
where a.name = :name and :name <> :architect
and exists (select from architects where name = :architect)
and not exists (select from golf_course_architects g where g.architect_id = a.id);
update architects set name = :name where name = :architect;
