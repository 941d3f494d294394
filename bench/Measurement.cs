namespace Underpin.Bench;

/// <summary>A measurement with a goal. To add one, add a class; it is found by its name.</summary>
internal abstract class Measurement
{
    public abstract string Name { get; }

    /// <summary>The program that is measured beside ours, where the measurement takes one.</summary>
    public string? Against { get; set; }

    public abstract Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken);

    public static IReadOnlyList<Measurement> All() =>
    [
        .. typeof(Measurement).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Measurement)) && !type.IsAbstract)
            .Select(type => (Measurement)Activator.CreateInstance(type)!)
            .OrderBy(measurement => measurement.Name),
    ];
}
