using System.Diagnostics;
using Underpin.Tests;
using Underpin.Tests.Shape;

namespace Underpin.Apps.Tests.Docs;

/// <summary>
/// A shell in which a reader types what a page shows: a folder of its own that holds a part of the repository and
/// <c>./underpin</c>, the tool as it was built, which is also on the path.
/// </summary>
internal sealed class Shell : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("underpin-shell-");
    private readonly string _connection;

    /// <param name="connection">Of the database that the tool finds where none is named.</param>
    /// <param name="holds">A folder of the repository, which stands here under its last name.</param>
    public Shell(string connection, string holds)
    {
        _connection = connection;
        Directory.CreateSymbolicLink(Here(Path.GetFileName(holds)), Path.Combine(Repository.Root, holds));
        File.WriteAllText(Here("underpin"), $"#!/bin/sh\nexec dotnet '{ToolProcess.Program}' \"$@\"\n");
        File.SetUnixFileMode(Here("underpin"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Runs a command; it ends and answers as its page says.</summary>
    public async Task RequireAsync(Command command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash", ["-c", command.Typed])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["UNDERPIN_CONNECTION"] = _connection;
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var answer = new ToolAnswer((ExitCode)process.ExitCode, await output, await errors);
        Assert.True(
            process.ExitCode == command.ExitCode && command.Missing(answer.Output) is null,
            $"{command.Typed} lacks \"{command.Missing(answer.Output)}\", or exit {command.ExitCode}:\n{answer}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Here(string name) => Path.Combine(_folder.FullName, name);
}
