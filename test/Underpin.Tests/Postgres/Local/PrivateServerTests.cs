using Npgsql;
using Underpin.Postgres.Local;

namespace Underpin.Tests.Postgres.Local;

public sealed class PrivateServerTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("underpin-local-").FullName;

    private PrivateServer Server => new(Path.Combine(_directory, "server"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        // The server runs as another user where the tests run as root: it must be able to come here.
        File.SetUnixFileMode(_directory, (UnixFileMode)Convert.ToInt32("755", 8));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.StopAsync(CancellationToken.None);
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_second_start_answers_the_same_server_and_a_restart_keeps_port_password_and_rows()
    {
        var first = await Server.StartAsync("golf", null, told: null, Stop);
        await RunAsync(first.ConnectionString, "create table t as select 1 as one");
        var second = await Server.StartAsync("golf", null, told: null, Stop);

        Assert.False(first.RanAlready);
        Assert.True(second.RanAlready);
        Assert.Equal(first.ConnectionString, second.ConnectionString);

        Assert.True(await Server.StopAsync(Stop));
        Assert.False(await Server.StopAsync(Stop));
        Assert.Null(Server.Running());

        var third = await Server.StartAsync("golf", null, told: null, Stop);
        Assert.Equal(first.ConnectionString, third.ConnectionString);
        Assert.Equal(1, await RunAsync(third.ConnectionString, "select one from t"));
    }

    [Fact]
    public async Task Two_starts_at_once_make_one_server()
    {
        var starts = await Task.WhenAll(
            Server.StartAsync("golf", null, told: null, Stop), Server.StartAsync("golf", null, told: null, Stop));

        Assert.Single(starts.Select(start => start.ConnectionString).Distinct());
        Assert.Single(starts, start => !start.RanAlready);
    }

    [Fact]
    public async Task A_killed_server_starts_again()
    {
        var first = await Server.StartAsync("golf", null, told: null, Stop);
        using var killed = System.Diagnostics.Process.GetProcessById(Server.Running()!.ProcessId);
        killed.Kill();
        while (Server.Running() is not null)
        {
            await Task.Delay(20, Stop);
        }

        Assert.True(File.Exists(Path.Combine(Server.DataDirectory, "postmaster.pid")));
        var second = await Server.StartAsync("golf", null, told: null, Stop);
        Assert.False(second.RanAlready);
        Assert.Equal(2, await RunAsync(second.ConnectionString, "select 2"));
    }

    [Fact]
    public async Task Nobody_enters_without_the_password()
    {
        var start = await Server.StartAsync("golf", null, told: null, Stop);
        var stranger =
            new NpgsqlConnectionStringBuilder(start.ConnectionString) { Password = "guess", Pooling = false };

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => RunAsync(stranger.ConnectionString, "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(_directory, "server", "password")));
    }

    [Fact]
    public async Task A_taken_port_is_replaced_unless_it_was_asked_for()
    {
        var first = await Server.StartAsync("golf", null, told: null, Stop);
        await Server.StopAsync(Stop);
        var port = new NpgsqlConnectionStringBuilder(first.ConnectionString).Port;
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
        other.Start();

        var refused = await Assert.ThrowsAsync<UnderpinException>(
            () => Server.StartAsync("golf", port, told: null, Stop));
        Assert.Equal("local.port", refused.Code);

        var second = await Server.StartAsync("golf", null, told: null, Stop);
        Assert.NotEqual(port, second.Port);
    }

    [Fact]
    public async Task A_folder_with_other_things_in_it_is_left_alone()
    {
        Directory.CreateDirectory(Server.DataDirectory);
        var precious = Path.Combine(Server.DataDirectory, "precious.txt");
        await File.WriteAllTextAsync(precious, "mine", Stop);
        await File.WriteAllTextAsync(Path.Combine(_directory, "server", "password"), "secret", Stop);

        var refused = await Assert.ThrowsAsync<UnderpinException>(
            () => Server.StartAsync("golf", null, told: null, Stop));

        Assert.Equal("local.occupied", refused.Code);
        Assert.Equal("mine", await File.ReadAllTextAsync(precious, Stop));
    }

    private static async Task<int?> RunAsync(string connectionString, string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return (int?)await command.ExecuteScalarAsync(Stop);
    }
}
