create schema club;
create index concurrently golf_courses_by_opened on golf_courses (opened);
