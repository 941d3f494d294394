using System.Data;
using Npgsql;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Tests.Steps.Populate;

/// <summary>
/// Two connections, one step at a time: the batch has its snapshot and stops in the mapping; the application writes
/// both schemas; the batch goes on. Each way to lose an update is shown to be one before it is closed.
/// </summary>
public sealed class LostUpdateTests
{
    /// <summary>Stops in the mapping for as long as somebody holds advisory lock 42.</summary>
    private const string Pause =
        """
        create function pause() returns boolean language plpgsql volatile as $$
        begin
            while not pg_try_advisory_xact_lock_shared(42) loop
                perform pg_sleep(0.005);
            end loop;
            return true;
        end
        $$
        """;

    private const string PausedMapping =
        """
        select golf_courses.id as golf_course_id, a.position, architects.id as architect_id
        from golf_courses
        cross join lateral (values (1, architect_1), (2, architect_2)) as a (position, name)
        left join architects on architects.name = a.name
        where a.name is not null and pause()
        """;

    private static readonly Func<SourceSql, KeyRange, Sql> _none = (source, range) => source.Count(range);

    private static readonly Func<SourceSql, KeyRange, Sql> _keyShare = (source, range) => Sql.FromUser(
        source.Lock(range).Text.Replace("for no key update", "for key share", StringComparison.Ordinal));

    private static readonly Func<SourceSql, KeyRange, Sql> _share = (source, range) => Sql.FromUser(
        source.Lock(range).Text.Replace("for no key update", "for share", StringComparison.Ordinal));

    private static readonly Func<SourceSql, KeyRange, Sql> _noKeyUpdate = (source, range) => source.Lock(range);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private const string Empties =
        """
        update golf_courses set architect_1 = null, architect_2 = null where id = 1;
        delete from golf_course_architects where golf_course_id = 1
        """;

    private const string Deletes =
        """
        delete from golf_courses where id = 1;
        delete from golf_course_architects where golf_course_id = 1
        """;

    [Fact]
    public async Task Without_a_lock_an_emptied_course_is_filled_again() =>
        Assert.NotEqual("in sync", await InsertAsync(_none, Empties));

    [Fact]
    public async Task A_key_share_lock_does_not_hold_off_the_update() =>
        Assert.NotEqual("in sync", await InsertAsync(_keyShare, Empties));

    [Fact]
    public async Task A_share_lock_holds_off_the_update() =>
        Assert.Equal("in sync", await InsertAsync(_share, Empties));

    [Fact]
    public async Task The_lock_of_a_batch_holds_off_the_update() =>
        Assert.Equal("in sync", await InsertAsync(_noKeyUpdate, Empties));

    [Fact]
    public async Task Without_a_lock_a_deleted_course_comes_back() =>
        Assert.NotEqual("in sync", await InsertAsync(_none, Deletes));

    [Fact]
    public async Task The_lock_of_a_batch_holds_off_the_delete() =>
        Assert.Equal("in sync", await InsertAsync(_noKeyUpdate, Deletes));

    [Fact]
    public async Task A_plain_insert_meets_the_application_s_newer_row_and_is_run_again()
    {
        const string Renames =
            """
            update golf_courses set architect_1 = 'New' where id = 1;
            insert into architects (name) values ('New');
            insert into golf_course_architects select 1, 1, id from architects where name = 'New'
            """;
        var exception = await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(_none, Renames));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, exception.SqlState);
        Assert.Equal("in sync", await InsertAsync(_noKeyUpdate, Renames.Replace(
            "insert into golf_course_architects select 1, 1, id from architects where name = 'New'",
            """
            insert into golf_course_architects select 1, 1, id from architects where name = 'New'
            on conflict (golf_course_id, position) do update set architect_id = excluded.architect_id
            """, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Even_without_a_lock_an_update_never_overwrites_what_it_did_not_compare()
    {
        await using var change = await PreparedAsync();
        await change.RunAsync("insert into architects (name) values ('Old'), ('Second'), ('Wrong'), ('New')");
        await change.RunAsync(
            "insert into golf_course_architects select 1, 1, id from architects where name = 'Wrong'");
        await change.RunAsync(
            "insert into golf_course_architects select 1, 2, id from architects where name = 'Wrong'");
        var links = (await MergeAsync(change, _none)).Targets[1];
        Assert.Equal("in sync", await RaceAsync(
            change,
            async batch =>
            {
                Assert.Equal(0, await new Session(batch).ExecuteAsync(
                    KeyRange.Everything.Bind(links.Update(KeyRange.Everything)), Token));
            },
            """
            update golf_courses set architect_1 = 'New', architect_2 = 'New' where id = 1;
            update golf_course_architects set architect_id = (select id from architects where name = 'New')
            where golf_course_id = 1
            """));
    }

    [Fact]
    public async Task Locking_and_reading_in_one_statement_reads_what_was_before_the_wait()
    {
        await using var change = await PreparedAsync();
        await change.RunAsync("insert into architects (name) values ('Old'), ('New')");
        await using var app = await change.App.OpenConnectionAsync(Token);
        await using var held = await app.BeginTransactionAsync(Token);
        await using var write = new NpgsqlCommand(
            "update golf_courses set architect_1 = 'New', architect_2 = null where id = 1", app);
        await write.ExecuteNonQueryAsync(Token);
        var together = change.RunAsync(
            """
            with locked as materialized (select id from golf_courses order by id for no key update)
            insert into golf_course_architects
            select c.id, 1, a.id
            from locked
            join golf_courses c using (id)
            join architects a on a.name = c.architect_1
            """);
        await change.SessionIsAsync("wait_event_type = 'Lock'");
        await held.CommitAsync(Token);
        await together;
        Assert.NotEqual("in sync", await StateAsync(change));
    }

    [Fact]
    public async Task A_batch_waits_for_the_application_that_holds_the_row_and_reads_what_it_wrote()
    {
        await using var change = await PreparedAsync();
        await using var app = await change.App.OpenConnectionAsync(Token);
        await using var held = await app.BeginTransactionAsync(Token);
        await using var write = new NpgsqlCommand(
            "update golf_courses set architect_1 = 'New', architect_2 = null where id = 1", app);
        await write.ExecuteNonQueryAsync(Token);
        var populate = change.PopulateAsync();
        await change.SessionIsAsync("wait_event_type = 'Lock' and application_name like 'underpin populate%'");
        await held.CommitAsync(Token);
        await populate;
        Assert.Equal("in sync", await StateAsync(change));
    }

    [Fact]
    public async Task In_repeatable_read_the_lock_fails_instead()
    {
        await using var change = await PreparedAsync();
        await using var batch = await change.Database.OpenAsync(Token);
        await using var transaction = await batch.BeginTransactionAsync(IsolationLevel.RepeatableRead, Token);
        var merge = await MergeAsync(change, _noKeyUpdate);
        await merge.ProbeAsync(new Session(batch), KeyRange.Everything, Token);
        await change.RunAsync("update golf_courses set architect_1 = 'New' where id = 1");
        var exception = await Assert.ThrowsAsync<PostgresException>(
            () => merge.RunAsync(new Session(batch), KeyRange.Everything, again: false, Token));
        Assert.Equal(PostgresErrorCodes.SerializationFailure, exception.SqlState);
    }

    private static async Task<string> InsertAsync(Func<SourceSql, KeyRange, Sql> rowLock, string application)
    {
        await using var change = await PreparedAsync();
        var merge = await MergeAsync(change, rowLock);
        return await RaceAsync(
            change, batch => merge.RunAsync(new Session(batch), KeyRange.Everything, again: false, Token), application);
    }

    private static async Task<CourseChange> PreparedAsync()
    {
        var change = await CourseChange.CreateAsync(foreignKey: false);
        await change.RunAsync(Pause);
        await change.WriteFileAsync("golf_course_architects.sql", PausedMapping);
        await change.RunAsync(
            "insert into golf_courses (id, name, architect_1, architect_2) values (1, 'One', 'Old', 'Second')");
        await change.RunAsync("update underpin.change set folder_hash = $1", change.Folder.Hash);
        return change;
    }

    /// <summary>
    /// The batch stops with its snapshot taken; the application writes and commits, if it can; all go on.
    /// </summary>
    private static async Task<string> RaceAsync(
        CourseChange change, Func<NpgsqlConnection, Task> work, string application)
    {
        await using var gate = await change.App.OpenConnectionAsync(Token);
        await RunAsync(gate, "select pg_advisory_lock(42)");
        await using var batch = await change.Database.OpenAsync(Token);
        await using var transaction = await batch.BeginTransactionAsync(IsolationLevel.ReadCommitted, Token);
        var merging = work(batch);
        await change.SessionIsAsync("wait_event = 'PgSleep'");
        await using var app = await change.App.OpenConnectionAsync(Token);
        var writing = RunAsync(app, application);
        await Task.WhenAny(writing, change.SessionIsAsync("wait_event_type = 'Lock' and application_name = 'app'"));
        await RunAsync(gate, "select pg_advisory_unlock(42)");
        await merging;
        await transaction.CommitAsync(Token);
        await writing;
        return await StateAsync(change);
    }

    private static async Task<Merge> MergeAsync(CourseChange change, Func<SourceSql, KeyRange, Sql> rowLock)
    {
        await using var connection = await change.Database.OpenAsync(Token);
        var mapping = await new MappingReader(new Session(connection)).ReadAsync(change.Folder, Token);
        return new ForwardMerge(mapping.SourceSql, mapping.Targets) { Lock = rowLock };
    }

    private static Task<string> StateAsync(CourseChange change) => change.AskAsync<string>(
        """
        select coalesce(string_agg(format('%s at %s: %s should be %s', id, position, held, wanted), '; '), 'in sync')
        from (
            select id, a.position, a.name as wanted
            from golf_courses
            cross join lateral (values (1, architect_1), (2, architect_2)) as a (position, name)
            where a.name is not null
        ) as w
        full join (
            select golf_course_id as id, position, name as held
            from golf_course_architects
            join architects on architects.id = architect_id
        ) as h using (id, position)
        where wanted is distinct from held
        """);

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
