using Npgsql;
using Underpin.Live.Plans;

namespace Underpin.Live.Shadow;

/// <summary>A read that the leader answered, waiting to be asked of the follower.</summary>
internal abstract class ShadowJob(LiveChange change, string path, string key)
{
    public LiveChange Change => change;

    public string Path => path;

    public string Key => key;

    public abstract Task<ShadowOutcome> RunAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken);
}
