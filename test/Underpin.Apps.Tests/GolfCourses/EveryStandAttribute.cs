using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>One run of a theory for each <see cref="Stand"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryStandAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            Enum.GetValues<Stand>().Select(stand => new TheoryDataRow<Stand>(stand)).ToList());

    public override bool SupportsDiscoveryEnumeration() => true;
}
