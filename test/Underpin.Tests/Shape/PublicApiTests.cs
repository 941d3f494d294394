using Underpin.Live;

namespace Underpin.Tests.Shape;

public sealed class PublicApiTests
{
    [Fact]
    public void Underpin_shows_only_what_was_decided() => Approved.Verify(PublicApi.Of(typeof(ExitCode).Assembly));

    [Fact]
    public void Underpin_Live_shows_only_what_was_decided() =>
        Approved.Verify(PublicApi.Of(typeof(Changeover).Assembly));
}
