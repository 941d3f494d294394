using Underpin.Postgres.Local;

namespace Underpin.Tests.Postgres.Local;

public sealed class ServerProgramsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("underpin-programs-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ServerProgramsTests() => File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("755", 8));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_server_is_found_on_this_machine_with_its_version()
    {
        var programs = await ServerPrograms.FindServerAsync(Stop);

        Assert.NotNull(programs);
        Assert.InRange((await programs.MajorAsync("postgres", Stop))!.Value, 15, 18);
    }

    [Theory]
    [InlineData("postgres (PostgreSQL) 14.2", false)]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", true)]
    [InlineData("postgres (PostgreSQL) 18beta1", true)]
    [InlineData("postgres (PostgreSQL) 19devel", false)]
    [InlineData("something else", false)]
    public async Task Only_the_versions_that_Underpin_knows_are_used(string version, bool used)
    {
        Pretend(_folder, version, "initdb", "pg_ctl", "postgres");

        var programs = await ServerPrograms.FindServerAsync([_folder], Stop);

        Assert.Equal(used, programs is not null);
    }

    [Fact]
    public async Task A_folder_that_lacks_a_program_is_passed_over()
    {
        Pretend(_folder, "postgres (PostgreSQL) 17.1", "initdb", "postgres");

        Assert.Null(await ServerPrograms.FindServerAsync([_folder], Stop));
    }

    [Fact]
    public async Task A_link_on_the_path_leads_to_the_folder_of_the_other_programs()
    {
        var real = Directory.CreateDirectory(Path.Combine(_folder, "real")).FullName;
        var links = Directory.CreateDirectory(Path.Combine(_folder, "links")).FullName;
        Pretend(real, "postgres (PostgreSQL) 17.1", "initdb", "pg_ctl", "postgres", "pg_dump");
        foreach (var name in new[] { "initdb", "pg_ctl", "postgres" })
        {
            File.CreateSymbolicLink(Path.Combine(links, name), Path.Combine(real, name));
        }

        Assert.Equal(real, (await ServerPrograms.FindServerAsync([links], Stop))!.Folder);
        Assert.Equal(real, ServerPrograms.Find("pg_dump", $"{links}:{real}")!.Folder);
    }

    private static void Pretend(string folder, string version, params string[] programs)
    {
        foreach (var program in programs)
        {
            var file = Path.Combine(folder, program);
            File.WriteAllText(file, $"#!/bin/sh\necho '{version}'\n");
            File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }
}
