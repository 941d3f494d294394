using Npgsql;
using Underpin.Design.Folder;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>What is seen after a fact: how many rows the transaction wrote to each table so far, and where values are stored.</summary>
internal sealed record Look
{
    public required IReadOnlyDictionary<long, long> Written { get; init; }

    public required IReadOnlyDictionary<(int Column, string Value), long> Stored { get; init; }

    public static async Task<Look> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var written = new Dictionary<long, long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            written.Add(reader.GetInt64(0), reader.GetInt64(1));
        }

        await reader.NextResultAsync(cancellationToken);
        var stored = new Dictionary<(int, string), long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            stored.Add((reader.GetInt32(0), reader.GetString(1)), reader.GetInt64(2));
        }

        return new() { Written = written, Stored = stored };
    }

    public FactTouch TouchSince(Look before, string scenario, FactCall fact)
    {
        var grown = Written.Select(one => one.Value - before.Written.GetValueOrDefault(one.Key)).Where(rows => rows > 0).ToList();
        return new(scenario, fact.Fact.Name, fact.Say(), grown.Count, grown.Sum());
    }
}
