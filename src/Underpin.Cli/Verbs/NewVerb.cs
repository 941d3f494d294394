using System.CommandLine;
using Underpin.Changes.Folder;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin new</c>: the folder of a new change, from templates.</summary>
internal sealed class NewVerb : Verb
{
    private readonly Argument<string> _name = new("name") { Description = "The change's name, which is its folder's." };
    private readonly Option<string?> _table = new("--table")
    {
        Description = "The table that is remodelled, looked up in the database; else a placeholder.",
        HelpName = "TABLE",
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "Its key; else its only unique integer column.",
        HelpName = "COLUMN",
    };

    private readonly Option<string[]> _retires = new("--retires")
    {
        Description = "A column that the new schema takes over; may be given several times.",
        HelpName = "COLUMN",
    };

    public NewVerb()
        : base("new", "Makes the folder of a new change, with commented templates.",
            "underpin new golf-course-architects --table golf_courses --retires architect_1 --retires architect_2")
    {
        Add(_name);
        Add(_table);
        Add(_key);
        Add(_retires);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(call.Value(_name), call.ChangesFolder);
        var (source, retired) = call.Value(_table) is { Length: > 0 } table
            ? await LookUpAsync(call, table, cancellationToken)
            : (new Source(new("public", "your_table"), new(call.Value(_key) ?? "id")),
                [.. (call.Value(_retires) is { Length: > 0 } given ? given : ["your_column"])
                    .Select(column => (new Identifier(column), "text"))]);
        var files = NewFolder.Write(path, source, retired);
        if (call.Json)
        {
            call.Output.Json(json =>
            {
                json.WriteString("folder", path);
                json.WriteStartArray("files");
                foreach (var file in files)
                {
                    json.WriteStringValue(file);
                }

                json.WriteEndArray();
            });
            return ExitCode.Done;
        }

        call.Output.Line($"Made {path}:");
        foreach (var file in files)
        {
            call.Output.Line($"  {file}");
        }

        call.Output.Line($"Fill them in, then try them: underpin lint {Path.GetFileName(path)}");
        return ExitCode.Done;
    }

    private async Task<(Source Source, IReadOnlyList<(Identifier Name, string Type)> Retired)> LookUpAsync(
        Call call, string table, CancellationToken cancellationToken)
    {
        var dot = table.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? new QualifiedName("public", table) : new(table[..dot], table[(dot + 1)..]);
        await using var database = call.Database();
        await using var connection = await database.OpenAsync(cancellationToken);
        var shape = await TableShape.ReadAsync(connection, name, cancellationToken)
            ?? throw Unknown($"There is no table {name.Plain} in database \"{connection.Database}\".",
                "Write it with its schema, or connect to the right database.");
        var key = call.Value(_key) ?? OnlyKeyOf(shape);
        return (new(name, new(Known(key))), [.. (call.Value(_retires) ?? []).Select(column =>
            (new Identifier(column), shape.Columns.First(held => held.Name == Known(column)).Type))]);

        string Known(string column) => shape.Find(new(column)) is not null ? column : throw Unknown(
            $"{name.Plain} has no column {column}.",
            $"Its columns: {string.Join(", ", shape.Columns.Select(held => held.Name))}.");
    }

    private static string OnlyKeyOf(TableShape shape)
    {
        var integers = shape.Columns.Where(column => column.Type is "smallint" or "integer" or "bigint")
            .Select(column => column.Name).ToList();
        var keys = shape.UniqueKeys.Where(columns => columns is [var only] && integers.Contains(only))
            .Select(columns => columns[0]).Distinct().ToList();
        return keys is [var key] ? key : throw Unknown(
            $"{shape.Table.Plain} has {(keys.Count == 0 ? "no unique integer column" : "several unique integer columns")}.",
            "Say which is the key: --key COLUMN.");
    }

    private static UnderpinException Unknown(string message, string hint) =>
        new("new.unknown", message, hint) { ExitCode = ExitCode.Usage };
}
