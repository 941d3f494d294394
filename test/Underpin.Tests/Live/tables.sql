-- An old table and a new one that say the same, and ways for the new one to refuse.
create table old_course (
    id      integer primary key,
    name    text not null,
    version bigint not null default 0
);
create table new_architect (
    name text primary key
);
create table new_course (
    id        integer primary key,
    name      text not null check (name <> 'refused'),
    architect text references new_architect deferrable initially deferred,
    version   bigint not null default 0
);
grant select, insert, update, delete on old_course, new_course, new_architect to live_app;
