using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Telemetry;

namespace Underpin.Live.Writes;

/// <summary>What a write in the application's own transaction goes by.</summary>
internal sealed record Joining
{
    public required LiveChange Change { get; init; }

    public required PlanInForce Plan { get; init; }

    public required WriteSides Sides { get; init; }

    public required string Key { get; init; }

    public required NpgsqlTransaction Transaction { get; init; }

    public required Instance Instance { get; init; }

    public required Containment Containment { get; init; }

    public required LiveTelemetry Telemetry { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>
    /// Its snapshot lasts, so the plan is asserted before there is one, under a lock that keeps it true.
    /// </summary>
    public bool AssertsFirst => Plan.Plan.Installed && Transaction.IsolationLevel
        is IsolationLevel.RepeatableRead or IsolationLevel.Serializable or IsolationLevel.Snapshot;
}
