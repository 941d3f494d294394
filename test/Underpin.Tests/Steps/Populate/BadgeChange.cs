namespace Underpin.Tests.Steps.Populate;

/// <summary>
/// People and the badges they wear: a badge's key is its number, which does not say whose it is. The source does not
/// keep two people from wearing the same number.
/// </summary>
internal static class BadgeChange
{
    public const string Mapping =
        """
        select badge_number as number, id as holder_id, name as issued_to
        from people
        where badge_number is not null
        """;

    private const string Yaml =
        """
        change: golf
        source: { table: people, key: id }
        targets:
          - { table: badge, key: [number], owner: holder_id }
        retires: [people.badge_number]
        """;

    private const string Back =
        """
        select people.id, badge.number as badge_number
        from people
        left join badge on badge.holder_id = people.id
        """;

    private const string Tables =
        """
        create table people (id bigint primary key, name text not null, badge_number integer);
        create table badge (number integer primary key, holder_id bigint, issued_to text not null);
        """;

    /// <summary>
    /// Expanded and written by every write; person <c>i</c> wears badge <c>100 + i</c>, and the targets are empty.
    /// </summary>
    public static async Task<CourseChange> CreateAsync(int people)
    {
        var change = await CourseChange.CreateAsync(
            files: [("change.yaml", Yaml), ("badge.sql", Mapping), ("back.sql", Back)]);
        await change.RunAsync(Tables);
        await change.RunAsync(
            "insert into people select i, 'Person ' || i, 100 + i from generate_series(1, $1) as i", people);
        return change;
    }

    /// <summary>Who wears which badge in the new schema, by number.</summary>
    public static Task<string> WornAsync(this CourseChange change) => change.AskAsync<string>(
        "select coalesce(string_agg(number || ' by ' || coalesce(issued_to, 'nobody'), ', ' order by number), '') from "
            + "badge");
}
