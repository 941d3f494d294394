select golf_courses.id, a1.name as architect_1, a2.name as architect_2
from golf_courses
left join golf_course_architects as g1 on g1.golf_course_id = golf_courses.id and g1.position = 1
left join architects as a1 on a1.id = g1.architect_id
left join golf_course_architects as g2 on g2.golf_course_id = golf_courses.id and g2.position = 2
left join architects as a2 on a2.id = g2.architect_id
