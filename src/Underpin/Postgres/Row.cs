using Npgsql;

namespace Underpin.Postgres;

/// <summary>A row that the server gave, for as long as its query's projection looks at it.</summary>
internal readonly struct Row(NpgsqlDataReader reader)
{
    /// <summary>How many columns it has.</summary>
    public int Width => reader.FieldCount;

    /// <summary>The value of a column, from 0. A null is null where the type can be; else it is our bug.</summary>
    public T Get<T>(int column) =>
        default(T) is null && reader.IsDBNull(column) ? default! : reader.GetFieldValue<T>(column);

    public bool IsNull(int column) => reader.IsDBNull(column);

    /// <summary>The name of a column, from 0.</summary>
    public string Name(int column) => reader.GetName(column);
}
