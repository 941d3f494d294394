namespace Underpin.Live.Plans;

/// <summary>Who an application instance is.</summary>
internal sealed record InstanceName(Guid Id, string Application, string Host, int Process)
{
    public static InstanceName Create(string application, TimeProvider time) => new(
        Guid.CreateVersion7(time.GetUtcNow()), application, Environment.MachineName, Environment.ProcessId);
}
