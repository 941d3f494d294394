alter table golf_courses add constraint real_par check (par between 27 and 80) not valid;
create unique index concurrently visits_once on visits (course_id, on_day);
alter table visits add constraint visits_of foreign key (course_id) references golf_courses not valid;
