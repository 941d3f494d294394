using Npgsql;
using Underpin.Cli;
using Underpin.Workspaces;

namespace Underpin.Tests.Cli;

public sealed class ConnectionsTests
{
    private static readonly Workspace _noFile = new() { ChangesFolder = "/nowhere" };

    [Fact]
    public void The_file_may_name_an_environment_variable()
    {
        Environment.SetEnvironmentVariable("CONNECTIONS_TEST_SECRET", "s3cret");
        var settings =
            _noFile with { File = "underpin.yaml", Connection = "Host=here;Password=${CONNECTIONS_TEST_SECRET}" };

        Assert.Equal("s3cret", new NpgsqlConnectionStringBuilder(Connections.Resolve(null, settings)).Password);
    }

    [Fact]
    public void A_variable_that_is_not_set_is_named()
    {
        var settings = _noFile with { File = "underpin.yaml", Connection = "Host=here;Password=${NOBODY_SET_THIS}" };

        var error = Assert.Throws<UnderpinException>(() => Connections.Resolve(null, settings));

        Assert.Equal("underpin.yaml: `connection` uses ${NOBODY_SET_THIS}, which is not set.", error.Message);
    }

    [Fact]
    public void The_option_comes_before_the_file()
    {
        var settings = _noFile with { Connection = "Host=file" };

        Assert.Equal("option", new NpgsqlConnectionStringBuilder(Connections.Resolve("Host=option", settings)).Host);
    }

    [Fact]
    public void An_address_as_psql_takes_it_works_too()
    {
        var read = new NpgsqlConnectionStringBuilder(Connections.Resolve(
            "postgresql://tom:p%40ss@db.example:6432/golf%20courses?sslmode=verify-full", _noFile));

        Assert.Equal(("tom", "p@ss", "db.example", 6432, "golf courses", SslMode.VerifyFull),
            (read.Username, read.Password, read.Host, read.Port, read.Database, read.SslMode));
    }

    [Theory]
    [InlineData("Host=here;Pasword=s3cret")]
    [InlineData("Host=here;Port=s3cret")]
    [InlineData("s3cret")]
    [InlineData("Database=golf;Password=s3cret")]
    [InlineData("https://tom:s3cret@here/golf")]
    public void A_malformed_one_is_wrong_usage_and_its_password_is_not_repeated(string text)
    {
        var error = Assert.Throws<UnderpinException>(() => Connections.Resolve(text, _noFile));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("--connection", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_is_named_the_message_says_how_to_name_one()
    {
        var error = Assert.Throws<UnderpinException>(() => Connections.Resolve(null, _noFile));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("--connection", error.Hint!, StringComparison.Ordinal);
        Assert.Contains("UNDERPIN_CONNECTION", error.Hint!, StringComparison.Ordinal);
    }
}
