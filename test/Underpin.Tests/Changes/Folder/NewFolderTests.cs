using Underpin.Tests.Steps.Expand;

namespace Underpin.Tests.Changes.Folder;

public sealed class NewFolderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_folder_for_a_real_table_passes_lint_and_expands()
    {
        await using var change = await CourseFolder.NewAsync();
        await change.RunAsync("create schema \"Old Club\"; create table \"Old Club\".\"Members\" (\"No\" integer "
            + "primary key, \"Full Name\" varchar(40))");
        (string Table, string[] Options)[] cases =
        [
            ("golf_courses", ["--key", "id", "--retires", "architect_1", "--retires", "holes"]),
            ("Old Club.Members", ["--retires", "Full Name"]),
        ];
        foreach (var (table, options) in cases)
        {
            var path = Path.Combine(Path.GetDirectoryName(change.Path)!, table.Replace(' ', '-').Replace('.', '-'));
            var made = await ToolProcess.RunAsync(change.ConnectionString, ["new", path, "--table", table, .. options]);
            Assert.True(made.ExitCode == ExitCode.Done, made.ToString());

            var lint = await ToolProcess.RunAsync(change.ConnectionString, "lint", path);
            Assert.True(lint.ExitCode == ExitCode.Done, lint.ToString());
            var expand = await ToolProcess.RunAsync(change.ConnectionString, "expand", path);
            Assert.True(expand.ExitCode == ExitCode.Done, expand.ToString());
        }
    }

    [Fact]
    public async Task A_new_folder_without_a_table_is_commented_and_needs_no_database()
    {
        var parent = Directory.CreateTempSubdirectory("underpin-test-").FullName;
        try
        {
            var path = Path.Combine(parent, "a-change");
            var made = await ToolProcess.RunAsync("", "new", path);
            Assert.True(made.ExitCode == ExitCode.Done, made.ToString());
            var text = string.Join('\n', await Task.WhenAll(Directory.GetFiles(path).Order(StringComparer.Ordinal)
                .Select(
                    async file => $"== {Path.GetFileName(file)}\n{await File.ReadAllTextAsync(file, Cancellation)}")));
            Approved.Verify(text);

            var again = await ToolProcess.RunAsync("", "new", path);
            Assert.Equal(ExitCode.Usage, again.ExitCode);
            var unsound = await ToolProcess.RunAsync("", "new", Path.Combine(parent, "a change"));
            Assert.Equal(ExitCode.Usage, unsound.ExitCode);
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }
}
