create table architects (
    id   bigint generated always as identity primary key,
    name text not null unique
);
grant select on architects to public;
