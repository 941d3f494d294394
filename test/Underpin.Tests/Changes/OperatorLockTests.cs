using Underpin.Changes.Operators;
using Underpin.Tests.Steps;

namespace Underpin.Tests.Changes;

public sealed class OperatorLockTests
{
    private const string Change = "golf-course-architects";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_operator_is_told_who_is_at_work()
    {
        await using var golf = await GolfChange.ExpandedAsync(courses: 0);
        await using var first = await OperatorLock.ExclusiveAsync(golf.Database, Change, "expand", Cancellation);

        var failure = await Assert.ThrowsAsync<UnderpinException>(
            () => OperatorLock.SharedAsync(golf.Database, Change, "populate", Cancellation));

        Assert.Equal(ExitCode.LockNotHad, failure.ExitCode);
        Assert.Contains($"underpin expand {Change}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_that_may_run_beside_each_other_do()
    {
        await using var golf = await GolfChange.ExpandedAsync(courses: 0);
        await using var first = await OperatorLock.SharedAsync(golf.Database, Change, "populate", Cancellation);

        await using var second = await OperatorLock.SharedAsync(golf.Database, Change, "verify", Cancellation);
    }

    [Fact]
    public async Task The_lock_of_a_killed_command_is_waited_for()
    {
        await using var golf = await GolfChange.ExpandedAsync(courses: 0);
        var killed = await OperatorLock.ExclusiveAsync(golf.Database, Change, "expand", Cancellation);
        var second = OperatorLock.ExclusiveAsync(golf.Database, Change, "expand", Cancellation);
        await Task.Delay(300, Cancellation);
        await killed.DisposeAsync();

        await using var got = await second;
    }
}
