using Golf.Seeding;
using Npgsql;
using Underpin.Changes.Installation;
using Underpin.Postgres;
using Underpin.Tests;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>A database with golf courses, at any point of the change; one template for each kind.</summary>
internal sealed class GolfDatabase
{
    private static readonly SemaphoreSlim _gate = new(1, 1);
    private static readonly Dictionary<bool, string> _templates = [];

    private GolfDatabase(string connection) => Owner = connection;

    /// <summary>As the owner of the tables.</summary>
    public string Owner { get; }

    /// <summary>As the application, which has no right to change a schema.</summary>
    public string Application => new NpgsqlConnectionStringBuilder(Owner) { Username = "golf_app" }.ConnectionString;

    /// <summary>What every database here was filled with.</summary>
    public static CourseSeed Seed { get; } = new(300, CourseSeed.Usual);

    /// <summary>A fresh database, as if the change had come so far and everything were populated.</summary>
    public static async Task<GolfDatabase> AtAsync(Stand stand)
    {
        var template = await TemplateAsync(expanded: stand != Stand.NotInstalled);
        var database = new GolfDatabase(await TestServer.NewDatabaseAsync(template));
        if (stand != Stand.NotInstalled)
        {
            await database.RunAsync(Plan(stand));
        }

        return database;
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Unpooled(Owner));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<string>> LinesAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Unpooled(Owner));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")));
        }

        return lines;
    }

    /// <summary>The courses whose columns and tables do not say the same.</summary>
    public Task<IReadOnlyList<string>> DifferencesAsync() => LinesAsync(
        $"""
        select c.id, c.name, c.architect_1, c.architect_2, b.architect_1, b.architect_2
        from golf_courses c
        join ({GolfFolder.Read("back.sql")}) b on b.id = c.id
        where (b.architect_1, b.architect_2) is distinct from (c.architect_1, c.architect_2)
        """);

    /// <summary>Fills the new tables by the change's own mappings.</summary>
    public Task PopulateAsync() => RunAsync(
        $"""
        insert into architects (name) {GolfFolder.Read("architects.sql")};
        insert into golf_course_architects (golf_course_id, position, architect_id)
        {GolfFolder.Read("golf_course_architects.sql")};
        """);

    private static async Task<string> TemplateAsync(bool expanded)
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_templates.TryGetValue(expanded, out var name))
            {
                return name;
            }

            var template = new GolfDatabase(await TestServer.NewDatabaseAsync());
            await using (var owner = new NpgsqlConnection(Unpooled(template.Owner)))
            {
                await owner.OpenAsync(TestContext.Current.CancellationToken);
                await Seed.CreateAsync(owner, TestContext.Current.CancellationToken);
            }

            if (expanded)
            {
                await InstallAsync(template);
                await template.RunAsync(GolfFolder.Read("expand.sql"));
                await template.PopulateAsync();
            }

            return _templates[expanded] = new NpgsqlConnectionStringBuilder(template.Owner).Database!;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task InstallAsync(GolfDatabase database)
    {
        await using var owner = new Database(Unpooled(database.Owner), "test");
        var installer = new Installer(owner);
        await installer.InstallAsync(TestContext.Current.CancellationToken);
        await installer.GrantAsync(new Identifier("golf_app"), TestContext.Current.CancellationToken);
    }

    /// <summary>The plan that the tool would have made.</summary>
    private static string Plan(Stand stand)
    {
        var (stage, write, read, lead) = stand switch
        {
            Stand.WritesOld => ("expanded", 0, 0, "old"),
            Stand.WritesBoth => ("expanded", 100, 0, "old"),
            Stand.ReadsNew => ("expanded", 100, 100, "old"),
            Stand.NewLeads => ("expanded", 100, 100, "new"),
            Stand.OldStopped => ("old stopped", 100, 100, "new"),
            Stand.SetAside => ("set aside", 100, 100, "new"),
            _ => ("dropped", 100, 100, "new"),
        };
        var columns = stand switch
        {
            Stand.SetAside =>
                """
                alter table golf_courses rename architect_1 to attic_1;
                alter table golf_courses rename architect_2 to attic_2;
                """,
            Stand.Dropped => "alter table golf_courses drop architect_1, drop architect_2;",
            _ => "",
        };
        return
            $"""
            insert into underpin.change (name, source_table, source_key, folder_hash, folder)
            values ('{GolfFolder.Change}', 'public.golf_courses', 'id', '', jsonb_build_object());
            insert into underpin.plan (change, version, stage, write_percent, read_percent, lead)
            values ('{GolfFolder.Change}', 1, '{stage}', {write}, {read}, '{lead}');
            {columns}
            """;
    }

    private static string Unpooled(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString;
}
