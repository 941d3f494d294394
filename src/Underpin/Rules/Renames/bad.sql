alter table golf_courses rename column town to city;
alter table visits rename to rounds;
alter type ground rename value 'links' to 'seaside';
alter table members set schema archive;
