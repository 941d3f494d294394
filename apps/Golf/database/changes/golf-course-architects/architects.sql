select distinct a.name
from golf_courses
cross join lateral (values (architect_1), (architect_2)) as a (name)
where a.name is not null
