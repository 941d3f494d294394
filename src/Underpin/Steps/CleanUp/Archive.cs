using System.IO.Compression;
using System.Security.Cryptography;
using Underpin.Changes.Folder;
using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>
/// Writes what is retired to a compressed CSV file, reads it back, and only then lets it count: a full disk or a
/// kill leaves a <c>.partial</c> file and a database in which nothing was dropped.
/// </summary>
internal sealed class Archive(Database database)
{
    public async Task<ArchiveFile> WriteAsync(
        ChangeFolder folder, IReadOnlyList<Retired> retired, string path, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = path + ".partial";
        var rows = await ExportAsync(folder, retired, partial, progress, cancellationToken);
        var readBack = await CountAsync(partial, cancellationToken);
        if (readBack != rows)
        {
            throw new UnderpinException(
                "archive.damaged", $"The archive {partial} holds {readBack:N0} rows, but {rows:N0} were written.",
                "Nothing was dropped. See whether the disk is sound, and run the same command again.");
        }

        File.Move(partial, path, overwrite: true);
        return new ArchiveFile(path, await HashAsync(path, cancellationToken), rows);
    }

    /// <summary>Is the file still what was archived?</summary>
    public static async Task<bool> IsWholeAsync(Retired column, CancellationToken cancellationToken) =>
        column.Archive is { } path && File.Exists(path) && await HashAsync(path, cancellationToken) == column.Sha256;

    private async Task<long> ExportAsync(
        ChangeFolder folder, IReadOnlyList<Retired> retired, string path, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var columns = Sql.Join(", ", retired.Select(column => Sql.Of(
            $"{new Identifier(column.SetAside)} as {new Identifier(column.Column)}")));
        var copy = Sql.Of(
            $"""
            copy (select {folder.Source.Key}, {columns} from {folder.Source.Table} order by {folder.Source.Key})
            to stdout (format csv, header, force_quote *)
            """);
        await using var session = await database.SessionAsync(cancellationToken);
        var total = await session.ScalarAsync<long>(
            Sql.Of($"select count(*) from {folder.Source.Table}"), cancellationToken);
        await using var file = File.Create(path);
        long rows;
        await using (var zip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
        await using (var writer = new StreamWriter(zip))
        using (var reader = await session.Connection.BeginTextExportAsync(copy.Text, cancellationToken))
        {
            rows = await CopyAsync(
                reader, writer, done => progress?.Report(new(done, total, "rows archived")), cancellationToken);
        }

        file.Flush(flushToDisk: true);
        return rows;
    }

    private static async Task<long> CountAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        return await CopyAsync(reader, TextWriter.Null, _ => { }, cancellationToken);
    }

    /// <summary>Copies a CSV and counts its records, without the header; a line break in quotes ends none.</summary>
    private static async Task<long> CopyAsync(
        TextReader from, TextWriter to, Action<long> report, CancellationToken cancellationToken)
    {
        var buffer = new char[64 * 1024];
        var records = 0L;
        var quoted = false;
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            foreach (var letter in buffer.AsSpan(0, read))
            {
                quoted ^= letter == '"';
                records += letter == '\n' && !quoted ? 1 : 0;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            report(Math.Max(0, records - 1));
        }

        return records - 1;
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
