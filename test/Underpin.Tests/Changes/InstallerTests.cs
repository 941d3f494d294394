using Npgsql;
using Underpin.Changes.Installation;
using Underpin.Postgres;

namespace Underpin.Tests.Changes;

public sealed class InstallerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Installing_twice_and_at_once_installs_once()
    {
        await using var database = new Database(await TestServer.NewDatabaseAsync(), "test");

        var installed = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => new Installer(database).InstallAsync(Cancellation)));

        Assert.Single(installed, made => made);
    }

    [Fact]
    public async Task A_database_without_the_schema_is_told_by_name()
    {
        await using var database = new Database(await TestServer.NewDatabaseAsync(), "test");

        var failure = await Assert.ThrowsAsync<UnderpinException>(
            () => new Installer(database).RequireAsync(Cancellation));

        Assert.Equal("install.missing", failure.Code);
        Assert.Contains("underpin install", failure.Hint!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_of_the_first_version_is_upgraded_to_what_an_installation_makes()
    {
        await using var fresh = new Database(await TestServer.NewDatabaseAsync(), "test");
        await new Installer(fresh).InstallAsync(Cancellation);
        await using var earlier = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using (var session = await earlier.SessionAsync(Cancellation))
        {
            await session.ExecuteAsync(EmbeddedSql.Beside(typeof(InstallerTests), "version-1.sql"), Cancellation);
        }

        var failure = await Assert.ThrowsAsync<UnderpinException>(
            () => new Installer(earlier).RequireAsync(Cancellation));
        Assert.Equal("install.earlier", failure.Code);
        Assert.True(await new Installer(earlier).InstallAsync(Cancellation));

        await new Installer(earlier).RequireAsync(Cancellation);
        Assert.Equal(await CatalogueAsync(fresh), await CatalogueAsync(earlier));
        Assert.False(await new Installer(earlier).InstallAsync(Cancellation));
    }

    private static async Task<List<string>> CatalogueAsync(Database database)
    {
        await using var session = await database.SessionAsync(Cancellation);
        return await session.QueryAsync(
            Sql.Of($"""
            select format('%s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'underpin'::regnamespace and a.attnum > 0
            union all
            select pg_get_functiondef(oid)
            from pg_proc
            where pronamespace = 'underpin'::regnamespace
            order by 1
            """),
            row => row.Get<string>(0), Cancellation);
    }

    [Fact]
    public async Task A_granted_role_can_follow_plans_but_not_make_them()
    {
        var connectionString = await TestServer.NewDatabaseAsync();
        await using var database = new Database(connectionString, "test");
        await new Installer(database).InstallAsync(Cancellation);
        await using var owner = NpgsqlDataSource.Create(connectionString);
        await using (var create = owner.CreateCommand("create role follower login"))
        {
            await create.ExecuteNonQueryAsync(Cancellation);
        }

        await new Installer(database).GrantAsync(new Identifier("follower"), Cancellation);

        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Username = "follower" };
        await using var role = NpgsqlDataSource.Create(settings);
        await using (var allowed = role.CreateCommand(
            """
            select underpin.writes_old('c', 'k'), underpin.writes_new('c', 'k'), underpin.reads_new('c', 'k'),
                   underpin.leader('c'), underpin.assert_plan('c', 0)
            """))
        {
            await allowed.ExecuteNonQueryAsync(Cancellation);
        }

        foreach (var forbidden in new[]
        {
            "insert into underpin.plan (change, version, stage) values ('c', 1, 'begun')",
            "delete from underpin.journal",
            "update underpin.change set name = 'x'",
            "create table underpin.mine ()",
        })
        {
            await using var command = role.CreateCommand(forbidden);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task The_journal_refuses_to_be_changed()
    {
        var connectionString = await TestServer.NewDatabaseAsync();
        await using var database = new Database(connectionString, "test");
        await new Installer(database).InstallAsync(Cancellation);
        await using var owner = NpgsqlDataSource.Create(connectionString);
        foreach (var sql in new[]
        {
            "update underpin.journal set who = 'nobody'", "delete from underpin.journal", "truncate underpin.journal",
        })
        {
            await using var command = owner.CreateCommand(sql);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
            Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
        }
    }
}
