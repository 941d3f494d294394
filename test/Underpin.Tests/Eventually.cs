namespace Underpin.Tests;

/// <summary>Waits for what other sessions or processes bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    public static Task HoldsAsync(Func<bool> holds) => HoldsAsync(() => Task.FromResult(holds()));

    /// <summary>Returns once it holds; a test in which it never does fails.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < _patience, "It did not come to pass in time.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
