-- What an application's role needs, and all it has.
grant usage on schema underpin to live_app;
grant select on underpin.installation, underpin.change, underpin.plan, underpin.current_plan to live_app;
grant select, insert, update, delete on underpin.instance to live_app;
grant insert on underpin.write_failure, underpin.mismatch, underpin.comparison to live_app;
grant select, insert on underpin.fence to live_app;
grant execute on all functions in schema underpin to live_app;
