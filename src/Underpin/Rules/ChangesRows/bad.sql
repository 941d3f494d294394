update golf_courses set architect_1 = trim(architect_1);
delete from visits where course_id is null;
insert into members (name) values ('The first');
do $$ begin update golf_courses set town = '' where town is null; end $$;
