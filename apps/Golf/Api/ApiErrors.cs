using Npgsql;
using Underpin.Live;

namespace Golf.Api;

/// <summary>Every failure of the API as a problem document.</summary>
internal sealed class ApiErrors(RequestDelegate next, ILogger<ApiErrors> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (UnreadableCourseException exception) when (!context.Response.HasStarted)
        {
            await Problem.Invalid([(exception.Field, exception.Message)]).ExecuteAsync(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Results.Problem(statusCode: exception.StatusCode, title: exception.Message).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception exception)
            when (IsDatabase(exception) && !context.Response.HasStarted)
        {
            log.LogError(exception, "The database did not answer {Endpoint}.", context.GetEndpoint()?.DisplayName);
            context.Response.Headers.RetryAfter = "1";
            await Results.Problem(
                title: "The database does not answer just now.",
                statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
        }
    }

    /// <summary>Also behind EF Core's own exceptions: tried again until that was pointless, say.</summary>
    private static bool IsDatabase(Exception? exception) =>
        exception is NpgsqlException or StalePlanException
        || (exception?.InnerException is { } inner && IsDatabase(inner));
}
