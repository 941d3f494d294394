create table schools (
    id   bigint generated always as identity primary key,
    name text not null unique
);

create table school_periods (
    id          bigint generated always as identity primary key,
    ect_id      bigint not null references ects,
    school_id   bigint not null references schools,
    started_on  date   not null,
    finished_on date   check (finished_on >= started_on),
    unique (ect_id, started_on)
);

create table training_periods (
    id          bigint generated always as identity primary key,
    ect_id      bigint not null references ects,
    programme   text   not null,
    started_on  date   not null,
    finished_on date   check (finished_on >= started_on),
    unique (ect_id, started_on)
);
