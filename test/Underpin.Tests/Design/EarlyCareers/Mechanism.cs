using Npgsql;

namespace Underpin.Tests.Design.EarlyCareers;

/// <summary>A constraint, unique index or trigger of a schema, and how it is taken away and put back.</summary>
internal sealed record Mechanism(string Table, string Kind, string Name, int Order, string Drop, string Create)
{
    private const string Catalogue =
        """
        select c.conrelid::regclass::text,
            case c.contype when 'c' then 'check' when 'f' then 'foreign key' when 'x' then 'exclusion'
                when 'u' then 'unique' else 'primary key' end,
            c.conname::text, case when c.contype in ('u', 'p') then 0 else 1 end,
            format('alter table %s drop constraint %I cascade', c.conrelid::regclass, c.conname),
            format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
        from pg_constraint c
        where c.connamespace = 'public'::regnamespace and c.contype in ('c', 'f', 'x', 'u', 'p') and c.conrelid <> 0
        union all
        select i.indrelid::regclass::text, 'unique index', t.relname::text, 0,
            format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
        from pg_index i
        join pg_class t on t.oid = i.indexrelid
        where t.relnamespace = 'public'::regnamespace and i.indisunique
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
        union all
        select t.tgrelid::regclass::text, 'trigger', t.tgname::text, 1,
            format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass), pg_get_triggerdef(t.oid)
        from pg_trigger t
        join pg_class r on r.oid = t.tgrelid
        where r.relnamespace = 'public'::regnamespace and not t.tgisinternal
        order by 1, 2, 3
        """;

    /// <summary>All there are, by table, kind and name.</summary>
    public static async Task<IReadOnlyList<Mechanism>> AllAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Catalogue, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<Mechanism>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3),
                reader.GetString(4), reader.GetString(5)));
        }

        return found;
    }

    public override string ToString() => $"{Table}: {Kind} {Name}";
}
