using System.Text.Json;
using Underpin.Bench;

// dotnet run -c Release --project bench -- NAME [--json FILE] [--against FILE]
var benches = Measurement.All();
if (args is not [var name, ..] || benches.SingleOrDefault(bench => bench.Name == name) is not { } chosen)
{
    Console.Error.WriteLine(
        "Usage: NAME [--json FILE] [--against FILE], where NAME is one of "
        + $"{string.Join(", ", benches.Select(b => b.Name))}.");
    return 2;
}

chosen.Against = Option("--against");
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

var figures = await chosen.RunAsync(stop.Token);
foreach (var figure in figures)
{
    Console.WriteLine(figure);
}

if (Option("--json") is { } file)
{
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web), stop.Token);
}

return figures.All(figure => figure.Holds) ? 0 : 1;

string? Option(string option) =>
    Array.IndexOf(args, option) is > 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
