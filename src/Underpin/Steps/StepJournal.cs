using Underpin.Changes.Journals;
using Underpin.Postgres;

namespace Underpin.Steps;

/// <summary>Writes down a step that was stopped or failed; what ended well, the step writes down itself.</summary>
internal sealed class StepJournal(Database database, StepCall call)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public async Task<T> RunAsync<T>(string change, Func<StepCall, Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step(call);
        }
        catch (Exception exception)
        {
            await WriteAsync(change, cancellationToken.IsCancellationRequested ? "stopped" : Failure(exception));
            throw;
        }
    }

    /// <summary>The error's code and no more: a message may hold values.</summary>
    private static string Failure(Exception exception) => exception switch
    {
        UnderpinException told => $"failed: {told.Code}",
        Npgsql.PostgresException refused => $"failed: {refused.SqlState}",
        _ => $"failed: {exception.GetType().Name}",
    };

    private async Task WriteAsync(string change, string outcome)
    {
        using var limit = new CancellationTokenSource(_patience);
        try
        {
            await new Journal(database).WriteAsync(
                new() { Change = change, Command = call.CommandLine, Who = call.Who, Outcome = outcome }, limit.Token);
        }
        catch (Exception exception) when (
            exception is Npgsql.NpgsqlException or UnderpinException or OperationCanceledException)
        {
            // Not installed, not connected, not allowed: the step's own error says more.
        }
    }
}
