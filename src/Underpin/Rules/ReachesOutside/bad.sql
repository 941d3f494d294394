create role underpin_rule_test;
vacuum golf_courses;
alter system set work_mem = '1MB';
drop database golf_of_somebody_else;
