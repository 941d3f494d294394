using System.Security.Cryptography;

namespace Underpin.Postgres.Local;

/// <summary>A password that only its owner's files know.</summary>
internal static class Secret
{
    public static string Make() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Writes it to a file that nobody else may read, from its first moment on.</summary>
    public static async Task WriteAsync(string file, string secret, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(file, options);
        await writer.WriteLineAsync(secret.AsMemory(), cancellationToken);
    }
}
