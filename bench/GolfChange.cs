using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Changes.Plans;
using Underpin.Postgres;
using Underpin.Steps.Populate;
using Underpin.Steps.Verify;

namespace Underpin.Bench;

/// <summary>
/// The golf change on generated courses: one architect in twenty courses, a second one in every third.
/// </summary>
internal sealed class GolfChange(Database database, ChangeFolder folder)
{
    /// <summary>
    /// The folder that the golf application keeps, and its tables, expanded and written by every write.
    /// </summary>
    public static async Task<GolfChange> CreateAsync(
        Database database, int courses, CancellationToken cancellationToken)
    {
        var golf = Path.Combine(Root(), "apps", "Golf", "database");
        var folder = ChangeFolderReader.Read(Path.Combine(golf, "changes", "golf-course-architects"));
        var change = new GolfChange(database, folder);
        await change.RunAsync(
            await File.ReadAllTextAsync(Path.Combine(golf, "schema.sql"), cancellationToken), cancellationToken);
        await change.RunAsync(folder.Expand.Text, cancellationToken);
        await change.RunAsync(
            """
            insert into golf_courses (name, architect_1, architect_2)
            select 'Course ' || i, 'Architect ' || (i * 7919::bigint) % greatest($1 / 20, 1),
                case when i % 3 = 0 then 'Architect ' || (i * 104729::bigint) % greatest($1 / 20, 1) end
            from generate_series(1, $1) as i
            """, cancellationToken, courses);
        await change.RunAsync("vacuum analyze golf_courses", cancellationToken);
        await new Installer(database).InstallAsync(cancellationToken);
        await new ChangeStore(database).BeginAsync(folder, cancellationToken);
        await change.RunAsync(
            "insert into underpin.plan (change, version, stage, write_percent) "
                + "select name, 2, 'expanded', 100 from underpin.change",
            cancellationToken);
        return change;
    }

    public async Task EmptyAsync(CancellationToken cancellationToken)
    {
        await RunAsync("truncate golf_course_architects, architects", cancellationToken);
        await SettleAsync(cancellationToken);
    }

    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await RunAsync("vacuum analyze", cancellationToken);
        await RunAsync("checkpoint", cancellationToken);
    }

    /// <summary>What a script would do while nobody writes.</summary>
    public async Task InsertSelectAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var sql in (string[])
            [
                """
                insert into architects (name)
                select distinct a.name
                from golf_courses
                cross join lateral (values (architect_1), (architect_2)) as a (name)
                where a.name is not null
                """,
                "analyze architects",
                """
                insert into golf_course_architects (golf_course_id, position, architect_id)
                select golf_courses.id, a.position, architects.id
                from golf_courses
                cross join lateral (values (1::smallint, architect_1), (2::smallint, architect_2)) as a (position, name)
                left join architects on architects.name = a.name
                where a.name is not null
                """,
            ])
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public Task PopulateAsync(int batchSize, CancellationToken cancellationToken) =>
        new PopulateStep(database, TimeProvider.System).RunAsync(
            folder, new PopulateOptions { BatchSize = batchSize }, new("bench"), null, cancellationToken);

    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var result = await new VerifyStep(database, TimeProvider.System)
            .RunAsync(folder, new(), new("bench"), null, cancellationToken);
        if (result.Found > 0)
        {
            throw new InvalidOperationException($"verify found {result.Found} differences");
        }
    }

    public async Task<double> WalAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select (pg_current_wal_insert_lsn() - '0/0')::double precision", connection);
        return (double)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Underpin.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
