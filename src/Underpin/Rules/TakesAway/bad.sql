drop view golf_courses_with_architect;
alter table golf_courses drop column architect_2;
drop index golf_courses_by_town;
drop function initials(text);
alter table golf_courses drop constraint golf_courses_holes_check;
drop table visits;
revoke select on golf_courses from public;
