-- The role that the application runs as: it reads and writes rows, and may change no schema.
-- Run by the owner of the tables; what this owner adds later (an expand, say) is covered too.

do $$
begin
    create role golf_app login;
exception
    when duplicate_object or unique_violation then null;
end
$$;

grant usage on schema public to golf_app;
grant select, insert, update, delete on all tables in schema public to golf_app;
alter default privileges in schema public grant select, insert, update, delete on tables to golf_app;
