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

-- One row a committed transaction: what it wrote, and the plan that was in force until after its commit.
create table written (
    id        bigint generated always as identity primary key,
    wrote_old boolean not null default false,
    wrote_new boolean not null default false,
    under     bigint
);
grant select, insert, update, delete on written to live_app;
