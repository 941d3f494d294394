alter table visits add column weather text;
alter table visits add column wind integer not null default 0;
