using System.Text.RegularExpressions;

namespace Underpin.Tests.Shape;

/// <summary>Tests share a server, so that none may look at, or end, what belongs to another.</summary>
public sealed partial class OwnDatabaseTests
{
    [Fact]
    public void Who_asks_for_sessions_or_locks_asks_for_those_of_its_own_database_or_role() =>
        Assert.Equal([], Repository.Sources("test")
            .Where(file => !file.EndsWith(nameof(OwnDatabaseTests) + ".cs", StringComparison.Ordinal))
            .SelectMany(file => Text().Matches(Repository.Text(file))
                .Where(text => OfTheServer().IsMatch(text.Value) && !OfItsOwn().IsMatch(text.Value))
                .Select(text => $"{file}: {text.Value}")));

    [GeneratedRegex("\"\"\".*?\"\"\"|\"([^\"\\\\\n]|\\\\.)*\"", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Text();

    // A name alone is no statement.
    [GeneratedRegex(@"\s.*\b(pg_stat_activity|pg_locks|pg_prepared_xacts|pg_(terminate|cancel)_backend)\b",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex OfTheServer();

    [GeneratedRegex(
        @"current_database\(\)|usename = current_user|\bpid = \$"
        + @"|pg_(terminate|cancel)_backend\((\$1|pg_backend_pid\(\))\)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex OfItsOwn();
}
