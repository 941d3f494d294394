alter table golf_courses add column token uuid default gen_random_uuid();
alter table visits add column number bigint generated always as identity;
alter table visits set unlogged;
truncate members;
reindex table golf_courses;
