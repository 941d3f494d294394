-- From version 1: a verify keeps the counts of its ranges, so that it can be continued and shared.
alter table underpin.batch add column details jsonb;
comment on column underpin.batch.details is 'verify: the counts of each target';

insert into underpin.installation (version) values (2);
