alter table golf_courses alter column town set not null;
alter table visits add column weather text not null;
