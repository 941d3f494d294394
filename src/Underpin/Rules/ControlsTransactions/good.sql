create table one (id int);
create table two (id int);
