alter table golf_courses add column token uuid;
alter table golf_courses add column source text not null default 'imported';
