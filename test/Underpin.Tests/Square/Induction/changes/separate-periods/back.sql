select id from ects
