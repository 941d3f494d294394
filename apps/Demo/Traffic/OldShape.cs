using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Underpin.Demo.Traffic;

/// <summary>A course as clients of the first version know it, and its answer to the byte.</summary>
internal sealed record OldShape(string Name, string? Architect1, string? Architect2)
{
    private static readonly JsonWriterOptions _asWritten =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{"Manakiki Golf Course":{"architect_1":"Donald Ross","architect_2":null}}</c></summary>
    public byte[] Bytes()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, _asWritten))
        {
            json.WriteStartObject();
            json.WriteStartObject(Name);
            json.WriteString("architect_1", Architect1);
            json.WriteString("architect_2", Architect2);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
