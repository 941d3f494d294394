create table countries (
    code text primary key,
    name text not null
);
insert into countries values ('SC', 'Scotland'), ('US', 'United States');
