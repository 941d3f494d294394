create index golf_courses_by_country on golf_courses (country);
alter table golf_courses add constraint opened_lately check (opened > 1400);
alter table visits add constraint visits_on foreign key (course_id) references golf_courses;
alter table golf_courses add constraint one_per_town unique (town, country);
