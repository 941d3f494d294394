using System.Text.Json;
using Underpin.Bench;

// dotnet run -c Release --project bench -- NAME [--json FILE]
var benches = Measurement.All();
if (args is not [var name, ..] || benches.SingleOrDefault(bench => bench.Name == name) is not { } chosen)
{
    Console.Error.WriteLine(
        $"Usage: NAME [--json FILE], where NAME is one of {string.Join(", ", benches.Select(b => b.Name))}.");
    return 2;
}

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

if (args is [_, "--json", var file, ..])
{
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web), stop.Token);
}

return figures.All(figure => figure.Holds) ? 0 : 1;
