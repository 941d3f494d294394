using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Underpin.Demo.Traffic;

/// <summary>All courses before the change: those that nobody writes, and those that the writers do.</summary>
internal sealed class Population
{
    /// <summary>Whole pages of courses that stay as they are, so that a page's bytes do too.</summary>
    public const int StablePages = 8;

    private const int PageSize = 50;
    private const int LivelyEvery = 10;
    private const int MostLively = 5_000;
    private const int MostReadAlone = 1_000;

    private readonly Dictionary<long, ulong> _stable = [];
    private readonly List<string> _readAlone = [];
    private readonly List<LivelyCourse> _lively = [];

    /// <summary>What back.sql must rebuild, by the course's id.</summary>
    public IReadOnlyDictionary<long, ulong> Stable => _stable;

    /// <summary>Some of the stable ones, by name.</summary>
    public IReadOnlyList<string> ReadAlone => _readAlone;

    public List<LivelyCourse> Lively => _lively;

    public static async Task<Population> ReadAsync(NpgsqlConnection owner, CancellationToken cancellationToken)
    {
        var population = new Population();
        await using var command = new NpgsqlCommand(
            "select id, name, architect_1, architect_2 from golf_courses order by id", owner)
        { CommandTimeout = 0 };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        for (var place = 0; await rows.ReadAsync(cancellationToken); place++)
        {
            var shape = new OldShape(rows.GetString(1), Text(rows, 2), Text(rows, 3));
            if (place >= StablePages * PageSize && place % LivelyEvery == 0 && population._lively.Count < MostLively)
            {
                population._lively.Add(new(shape));
                continue;
            }

            population._stable.Add(rows.GetInt64(0), Hash(shape.Architect1, shape.Architect2));
            if (population._readAlone.Count < MostReadAlone)
            {
                population._readAlone.Add(shape.Name);
            }
        }

        return population;
    }

    /// <summary>Tells two pairs of names apart; null and empty too.</summary>
    public static ulong Hash(string? architect1, string? architect2)
    {
        var text = $"{(architect1 is null ? '-' : '+')}{architect1}\n{(architect2 is null ? '-' : '+')}{architect2}";
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string? Text(NpgsqlDataReader rows, int column) =>
        rows.IsDBNull(column) ? null : rows.GetString(column);
}
