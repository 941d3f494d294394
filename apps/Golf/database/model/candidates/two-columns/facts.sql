-- Each fact asks for an empty or a filled column itself: the table would let one name overwrite another.

-- fact: course_opens
insert into golf_courses (name) values (:course);

-- fact: course_renamed
update golf_courses set name = :name where name = :course;

-- fact: course_closes
delete from golf_courses where name = :course;

-- fact: architect_designs
-- Changes nothing once the second column is filled: a third architect has no place.
update golf_courses
set architect_1 = case when architect_1 is null then :architect else architect_1 end,
    architect_2 = case when architect_1 is not null then :architect end
where name = :course and architect_2 is null;

-- fact: architect_designs_at
update golf_courses
set architect_1 = case when :place = 1 then :architect else architect_1 end,
    architect_2 = case when :place = 2 then :architect else architect_2 end
where name = :course
and (:place = 1 and architect_1 is null or :place = 2 and architect_2 is null);

-- fact: architect_corrected
update golf_courses
set architect_1 = case when :place = 1 then :architect else architect_1 end,
    architect_2 = case when :place = 2 then :architect else architect_2 end
where name = :course
and (:place = 1 and architect_1 is not null or :place = 2 and architect_2 is not null);

-- fact: architects_swapped
update golf_courses
set architect_1 = architect_2, architect_2 = architect_1
where name = :course
and (:one, :other) in ((1, 2), (2, 1))
and (architect_1 is not null or architect_2 is not null);

-- fact: architect_removed
update golf_courses
set architect_1 = case when :place <> 1 then architect_1 end,
    architect_2 = case when :place <> 2 then architect_2 end
where name = :course
and (:place = 1 and architect_1 is not null or :place = 2 and architect_2 is not null);

-- fact: architect_renamed
-- Every row that holds the name; a name that another architect bears already swallows it.
update golf_courses
set architect_1 = case when architect_1 = :architect then :name else architect_1 end,
    architect_2 = case when architect_2 = :architect then :name else architect_2 end
where :architect in (architect_1, architect_2);
