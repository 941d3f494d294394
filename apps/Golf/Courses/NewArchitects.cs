using Npgsql;

namespace Golf.Courses;

/// <summary>Architects as the new schema holds them: any number, in <c>golf_course_architects</c>.</summary>
internal static class NewArchitects
{
    public static SideSql Side { get; } = new()
    {
        Columns = "d.positions, d.names",
        Joins =
            """
            left join lateral (
                select array_agg(g.position order by g.position) as positions,
                       array_agg(a.name order by g.position) as names
                from golf_course_architects g
                join architects a on a.id = g.architect_id
                where g.golf_course_id = c.id
            ) d on true
            """,
        ByArchitect =
            """
            select distinct g.golf_course_id as id
            from golf_course_architects g
            where g.architect_id = (select a.id from architects a where a.name = $1) and g.golf_course_id > $2
            order by g.golf_course_id
            limit $3
            """,
        Read = reader => reader.IsDBNull(SideSql.FirstColumn)
            ? Architects.Nobody
            : AtPositions(
                reader.GetFieldValue<short[]>(SideSql.FirstColumn),
                reader.GetFieldValue<string[]>(SideSql.FirstColumn + 1)),
    };

    /// <summary>Replaces the course's rows as a set, and adds architects whom nobody knew.</summary>
    public static async Task WriteAsync(
        NpgsqlTransaction transaction, long course, ArchitectsWrite write, CancellationToken cancellationToken)
    {
        var places = write.Architects.Places
            .Select((name, index) => (Name: name, Position: (short)(index + 1)))
            .Where(place => place.Name is not null)
            .ToList();
        var positions = places.Select(place => place.Position).ToArray();
        var names = places.Select(place => place.Name!).ToArray();

        // Two statements in one round trip: the second one's snapshot sees architects that others added meanwhile.
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        if (names.Length > 0)
        {
            // In one order for everybody, so that two courses with the same new architects cannot deadlock.
            batch.BatchCommands.Add(new(
                """
                insert into architects (name)
                select distinct n.name
                from unnest($1::text[]) as n (name)
                where not exists (select from architects a where a.name = n.name)
                order by n.name
                on conflict (name) do nothing
                """)
            { Parameters = { new() { Value = names } } });
        }

        batch.BatchCommands.Add(new(
            """
            with wanted as materialized (
                select w.position, a.id as architect_id
                from unnest($2::smallint[], $3::text[]) as w (position, name)
                join architects a on a.name = w.name
            ),
            gone as (
                delete from golf_course_architects g
                where g.golf_course_id = $1
                and (g.position <= 2 or not $4)
                and not exists (select from wanted w where w.position = g.position)
            )
            insert into golf_course_architects as g (golf_course_id, position, architect_id)
            select $1, w.position, w.architect_id
            from wanted w
            order by w.position
            on conflict (golf_course_id, position) do update
            set architect_id = excluded.architect_id
            where g.architect_id <> excluded.architect_id
            """)
        {
            Parameters =
            {
                new() { Value = course },
                new() { Value = positions },
                new() { Value = names },
                new() { Value = write.KeepsLater },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Architects AtPositions(short[] positions, string[] names)
    {
        var places = new string?[positions[^1]];
        for (var i = 0; i < positions.Length; i++)
        {
            places[positions[i] - 1] = names[i];
        }

        return Architects.At(places);
    }
}
