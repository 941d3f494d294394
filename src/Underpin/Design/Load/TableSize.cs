using System.Text.Json.Serialization;
using Underpin.Postgres;

namespace Underpin.Design.Load;

/// <summary>A table when everything is recorded.</summary>
internal sealed record TableSize(string Schema, string Table, long Rows, long Bytes, long IndexBytes)
{
    [JsonIgnore]
    public QualifiedName Sql => new(Schema, Table);
}
