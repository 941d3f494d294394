create table archive.helper (id int);
