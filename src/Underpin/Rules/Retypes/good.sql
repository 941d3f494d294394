alter table golf_courses add column holes_planned integer;
alter table golf_courses add column country_code text collate "C";
