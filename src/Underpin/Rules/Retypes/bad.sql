alter table golf_courses alter column holes type integer;
alter table golf_courses alter column opened type text using opened::text;
alter table golf_courses alter column country type text collate "C";
