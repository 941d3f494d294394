-- fact: course_opens
insert into golf_courses (name) values (:course);

-- fact: course_renamed
update golf_courses set name = :name where name = :course;

-- fact: course_closes
delete from golf_courses where name = :course;

-- fact: architect_designs
update golf_courses set architects = architects || :architect::text where name = :course;

-- fact: architect_designs_at
-- PostgreSQL fills places in between with nulls, but lets an empty array begin at any index.
update golf_courses set architects[1] = null where name = :course and architects = '{}' and :place > 1;
update golf_courses
set architects[:place] = :architect
where name = :course and architects[:place] is null;

-- fact: architect_corrected
update golf_courses
set architects[:place] = :architect
where name = :course and architects[:place] is not null;

-- fact: architects_swapped
update golf_courses
set architects[:one] = architects[:other], architects[:other] = architects[:one]
where name = :course and :one <> :other
and (architects[:one] is not null or architects[:other] is not null);
-- Nulls at the end go: the next architect comes after the last one.
update golf_courses
set architects = trim_array(architects, cardinality(architects) - coalesce(
    (select max(i) from generate_subscripts(architects, 1) as i where architects[i] is not null), 0))
where name = :course and architects[cardinality(architects)] is null;

-- fact: architect_removed
update golf_courses
set architects[:place] = null
where name = :course and architects[:place] is not null;
update golf_courses
set architects = trim_array(architects, cardinality(architects) - coalesce(
    (select max(i) from generate_subscripts(architects, 1) as i where architects[i] is not null), 0))
where name = :course and architects[cardinality(architects)] is null;

-- fact: architect_renamed
update golf_courses
set architects = array_replace(architects, :architect, :name)
where architects @> array[:architect];
