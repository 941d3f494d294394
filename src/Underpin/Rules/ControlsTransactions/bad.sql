begin;
commit;
rollback;
start transaction;
