using Npgsql;
using NpgsqlTypes;
using Underpin.Live;

namespace Golf.Courses;

/// <summary>Architects as the old schema holds them: two columns of <c>golf_courses</c>.</summary>
internal sealed class OldArchitects(Changeover changeover)
{
    /// <summary>
    /// For now: until the new schema leads, a course has no more architects than the old one has columns.
    /// </summary>
    public bool TwoAtMost => !changeover.NewLeads;

    /// <summary>What a course's select list adds, and where from.</summary>
    public static SideSql Side { get; } = new()
    {
        Columns = "c.architect_1, c.architect_2",
        Joins = "",
        ByArchitect =
            """
            select id from (
                (select id from golf_courses where architect_1 = $1 and id > $2 order by id limit $3)
                union
                (select id from golf_courses where architect_2 = $1 and id > $2 order by id limit $3)
            ) designed
            order by id
            limit $3
            """,
        Read = reader => Architects.At(
            reader.IsDBNull(SideSql.FirstColumn) ? null : reader.GetString(SideSql.FirstColumn),
            reader.IsDBNull(SideSql.FirstColumn + 1) ? null : reader.GetString(SideSql.FirstColumn + 1)),
    };

    /// <summary>
    /// Sets both columns. Of more than two architects they hold the first two, once the new schema leads.
    /// </summary>
    /// <exception cref="TooManyArchitectsException">More than two, while these columns are what counts.</exception>
    public async Task WriteAsync(
        NpgsqlTransaction transaction, long course, ArchitectsWrite write, CancellationToken cancellationToken)
    {
        if (!write.Architects.FitOldSchema && TwoAtMost)
        {
            throw new TooManyArchitectsException();
        }

        await using var command = new NpgsqlCommand(
            """
            update golf_courses
            set architect_1 = $2, architect_2 = $3
            where id = $1 and (architect_1, architect_2) is distinct from ($2, $3)
            """,
            transaction.Connection, transaction)
        {
            Parameters = { new() { Value = course }, Place(write, 1), Place(write, 2) },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Place(ArchitectsWrite write, int place) =>
        new() { Value = (object?)write.Architects[place] ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
