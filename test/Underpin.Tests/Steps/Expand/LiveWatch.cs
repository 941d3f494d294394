using Npgsql;

namespace Underpin.Tests.Steps.Expand;

/// <summary>
/// Sees whether a live database is touched: compares its catalogue, rows, storage and statistics before and after, and
/// looks all the while which locks are held in it.
/// </summary>
internal sealed class LiveWatch : IAsyncDisposable
{
    private readonly CourseFolder _change;
    private readonly IReadOnlyList<string> _schema;
    private readonly string _state;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _locks = [];
    private readonly Task _looking;

    private LiveWatch(CourseFolder change, IReadOnlyList<string> schema, string state)
    {
        _change = change;
        _schema = schema;
        _state = state;
        _looking = Task.Run(LookAsync, CancellationToken.None);
    }

    public static async Task<LiveWatch> BeginAsync(CourseFolder change)
    {
        // Sessions hand in their statistics at most once a second.
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        return new(change, await change.SchemaAsync(), await StateAsync(change));
    }

    public async Task AssertUntouchedAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        Assert.Equal(_schema, await _change.SchemaAsync());
        Assert.Equal(_state, await StateAsync(_change));
        // What pg_dump takes, and disturbs nobody but a drop.
        Assert.Equal([], _locks.Where(held => !held.EndsWith(" AccessShareLock", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _stop.Dispose();
    }

    private static Task<string> StateAsync(CourseFolder change) => change.AskAsync<string>(
        """
        select concat_ws(E'\n',
            (select string_agg(concat_ws(' ', ctid, xmin, xmax, g), E'\n' order by id) from golf_courses g),
            (select string_agg(concat_ws(' ', oid, relname, relfilenode, xmin), E'\n' order by oid)
             from pg_class where relnamespace = 'public'::regnamespace),
            (select string_agg(
                 concat_ws(' ', relname, seq_scan, idx_scan, n_tup_ins, n_tup_upd, n_tup_del), E'\n' order by relid)
             from pg_stat_user_tables where schemaname = 'public' and relname <> 'golf_courses'),
            (select concat_ws(' ', n_tup_ins, n_tup_upd, n_tup_del, n_mod_since_analyze)
             from pg_stat_user_tables where relname = 'golf_courses'))
        """);

    private async Task LookAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(_change.ConnectionString);
            await connection.OpenAsync(_stop.Token);
            while (true)
            {
                await using var command = new NpgsqlCommand(
                    """
                    select distinct c.relname || ' ' || l.mode
                    from pg_locks l
                    join pg_class c on c.oid = l.relation
                    where l.database = (select oid from pg_database where datname = current_database())
                      and c.relnamespace = 'public'::regnamespace
                    """, connection);
                await using (var reader = await command.ExecuteReaderAsync(_stop.Token))
                {
                    while (await reader.ReadAsync(_stop.Token))
                    {
                        _locks.Add(reader.GetString(0));
                    }
                }

                await Task.Delay(3, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
