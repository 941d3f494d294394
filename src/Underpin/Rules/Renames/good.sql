alter table golf_courses add column city text;
comment on column golf_courses.city is 'What town used to hold.';
