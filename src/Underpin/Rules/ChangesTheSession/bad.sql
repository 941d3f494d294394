set search_path = archive;
set local lock_timeout = 0;
create temporary table helper (id int);
prepare plan as select 1;
