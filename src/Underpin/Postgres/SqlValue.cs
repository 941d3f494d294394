using Npgsql;
using NpgsqlTypes;

namespace Underpin.Postgres;

/// <summary>A value for <c>$1</c>, <c>$2</c>, … with its type, so that a null has one too.</summary>
internal readonly record struct SqlValue(object? Value, NpgsqlDbType? Type)
{
    public static implicit operator SqlValue(string? value) => new(value, NpgsqlDbType.Text);

    public static implicit operator SqlValue(bool? value) => new(value, NpgsqlDbType.Boolean);

    public static implicit operator SqlValue(int? value) => new(value, NpgsqlDbType.Integer);

    public static implicit operator SqlValue(long? value) => new(value, NpgsqlDbType.Bigint);

    public static implicit operator SqlValue(double? value) => new(value, NpgsqlDbType.Double);

    public static implicit operator SqlValue(Guid? value) => new(value, NpgsqlDbType.Uuid);

    public static implicit operator SqlValue(DateTimeOffset? value) =>
        new(value?.UtcDateTime, NpgsqlDbType.TimestampTz);

    public static implicit operator SqlValue(DateOnly? value) => new(value, NpgsqlDbType.Date);

    public static implicit operator SqlValue(string[] value) => new(value, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public static implicit operator SqlValue(long[] value) => new(value, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    /// <summary>A JSON document as text.</summary>
    public static SqlValue Json(string? value) => new(value, NpgsqlDbType.Jsonb);

    /// <summary>A value as one writes it between quotes: the server reads it as what its place wants.</summary>
    public static SqlValue Literal(string? value) => new(value, NpgsqlDbType.Unknown);

    /// <summary>A value whose type the server works out from its place.</summary>
    public static SqlValue Untyped(object? value) => new(value, Type: null);

    internal NpgsqlParameter ForNpgsql()
    {
        var parameter = new NpgsqlParameter { Value = Value ?? DBNull.Value };
        if (Type is { } type)
        {
            parameter.NpgsqlDbType = type;
        }

        return parameter;
    }
}
