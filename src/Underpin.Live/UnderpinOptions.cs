namespace Underpin.Live;

/// <summary>How an application instance takes part in the changes of its database.</summary>
public sealed class UnderpinOptions
{
    /// <summary>The application's name in <c>underpin.instance</c>; the entry assembly's where not set.</summary>
    public string Application { get; set; } =
        System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name ?? "application";

    /// <summary>
    /// How long this instance may act on a plan that it could not confirm. Renewed every third of it.
    /// A change whose old schema goes away waits this long for an instance that died.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the plan is asked for, besides being told of a new one at once.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the follower's write may take before it is given up and recorded for repair.</summary>
    public TimeSpan FollowerTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Who is calling; asked once an operation. Nobody where not set.</summary>
    public Func<IServiceProvider, Caller>? Caller { get; set; }

    /// <summary>How many shadow reads run at once.</summary>
    public int ShadowConcurrency { get; set; } = 2;

    /// <summary>How many shadow reads may wait; further ones are shed.</summary>
    public int ShadowQueue { get; set; } = 100;

    /// <summary>How long a shadow read and its comparison may take.</summary>
    public TimeSpan ShadowTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
