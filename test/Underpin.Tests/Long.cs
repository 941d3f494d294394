namespace Underpin.Tests;

/// <summary>
/// How long a test goes on that gets surer with every round: <c>./build --long</c> asks for more of them.
/// </summary>
internal static class Long
{
    private static readonly bool _isAsked = Environment.GetEnvironmentVariable("UNDERPIN_LONG") == "1";

    public static int Rounds(int usual, int atLength) => _isAsked ? atLength : usual;
}
