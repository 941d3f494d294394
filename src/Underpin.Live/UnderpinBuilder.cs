using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.FeatureManagement;
using Underpin.Live.Plans;
using Underpin.Live.Reads;
using Underpin.Live.Writes;

namespace Underpin.Live;

/// <summary>Names the changes that an application takes part in.</summary>
public sealed class UnderpinBuilder
{
    private readonly IServiceCollection _services;
    private readonly List<string> _changes;

    internal UnderpinBuilder(IServiceCollection services, List<string> changes)
    {
        _services = services;
        _changes = changes;
    }

    /// <summary>
    /// Adds a change by its name. Its <see cref="Changeover"/> is a service keyed by that name, and an unkeyed one
    /// too where it is the application's only change.
    /// </summary>
    public UnderpinBuilder AddChange(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_changes.Contains(name))
        {
            throw new InvalidOperationException($"The change {name} was added before.");
        }

        _changes.Add(name);
        _services.AddKeyedSingleton(name, (services, _) => new Changeover(
            services.GetRequiredService<Instance>().Change(name),
            services.GetRequiredService<DualWriter>(),
            services.GetRequiredService<DualReader>(),
            services.GetRequiredService<JoinedWriter>()));
        _services.TryAddSingleton(services => _changes.Count == 1
            ? services.GetRequiredKeyedService<Changeover>(_changes[0])
            : throw new InvalidOperationException(
                "The application has several changes: ask for one by name, [FromKeyedServices(\"name\")] Changeover."));
        return this;
    }

    /// <summary>
    /// Lets the application's own <c>IFeatureManager</c> see the features <c>CHANGE.write</c> and <c>CHANGE.read</c>,
    /// asked with a <c>TargetingContext</c> whose user is the entity's key. Call it after
    /// <c>AddFeatureManagement()</c>.
    /// </summary>
    public UnderpinBuilder AddFeatures()
    {
        var own = _services.LastOrDefault(service => service.ServiceType == typeof(IFeatureDefinitionProvider));
        _services.AddSingleton<IFeatureDefinitionProvider>(services => new ChangeFeatures(
            services.GetRequiredService<Instance>(), Create(own, services)));
        return this;
    }

    private static IFeatureDefinitionProvider? Create(ServiceDescriptor? own, IServiceProvider services) => own switch
    {
        null => null,
        { ImplementationInstance: IFeatureDefinitionProvider instance } => instance,
        { ImplementationFactory: { } factory } => (IFeatureDefinitionProvider)factory(services),
        _ => (IFeatureDefinitionProvider)ActivatorUtilities.CreateInstance(services, own.ImplementationType!),
    };
}
