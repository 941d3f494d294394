using Npgsql;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.Golf;

/// <summary>
/// The candidates are the two ends of the change, so that the change can be tested with their scenarios.
/// </summary>
public sealed class GolfSchemasTests
{
    private const string Application = "apps/Golf/database/schema.sql";
    private const string Expand = "apps/Golf/database/changes/golf-course-architects/expand.sql";
    private const string Candidates = "apps/Golf/database/model/candidates";

    /// <summary>
    /// Columns, constraints, indexes and comments, in words that do not tell in which order they were made.
    /// </summary>
    private const string Told =
        """
        select line
        from (
            select format('%s.%s %s%s %s %s: %s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then ' not null' end, a.attidentity, pg_get_expr(d.adbin, d.adrelid),
                col_description(a.attrelid, a.attnum))
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attnum > 0 and not a.attisdropped
            union all
            select format('%s: %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint
            where connamespace = 'public'::regnamespace
            union all
            select indexdef from pg_indexes where schemaname = 'public'
            union all
            select format('%s: %s', oid::regclass, obj_description(oid, 'pg_class'))
            from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace
        ) as told (line)
        order by line collate "C"
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_columns_is_what_the_application_stands_on() =>
        Assert.Equal(
            await TellAsync(Repository.Text(Application)),
            await TellAsync(Repository.Text($"{Candidates}/two-columns/schema.sql")));

    [Fact]
    public async Task Architects_is_what_the_change_leaves() =>
        Assert.Equal(
            await TellAsync(
                Repository.Text(Application),
                Repository.Text(Expand),
                "alter table golf_courses drop column architect_1, drop column architect_2"),
            await TellAsync(Repository.Text($"{Candidates}/architects/schema.sql")));

    private static async Task<IReadOnlyList<string>> TellAsync(params string[] scripts)
    {
        await using var source = NpgsqlDataSource.Create(await TestServer.NewDatabaseAsync());
        foreach (var script in scripts)
        {
            await using var command = source.CreateCommand(script);
            await command.ExecuteNonQueryAsync(Stop);
        }

        await using var tell = source.CreateCommand(Told);
        await using var reader = await tell.ExecuteReaderAsync(Stop);
        var lines = new List<string>();
        while (await reader.ReadAsync(Stop))
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
