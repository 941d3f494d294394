using Npgsql;
using Underpin.Postgres;

namespace Underpin.Square.Rows;

/// <summary>Reads all rows of tables as the domain sees them.</summary>
internal sealed class RowReader(NpgsqlConnection connection)
{
    public async Task<IReadOnlyList<NaturalRow>> ReadAsync(Sql select, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(select.Text, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<NaturalRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new List<string?>();
            var conditions = new List<bool>();
            for (var column = 0; column < reader.FieldCount; column++)
            {
                if (reader.GetFieldType(column) == typeof(bool))
                {
                    conditions.Add(reader.GetBoolean(column));
                }
                else
                {
                    values.Add(reader.IsDBNull(column) ? null : reader.GetString(column));
                }
            }

            rows.Add(new(values, conditions));
        }

        return rows;
    }
}
