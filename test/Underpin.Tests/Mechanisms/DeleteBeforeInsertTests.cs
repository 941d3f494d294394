using Underpin.Tests.Steps.Populate;

namespace Underpin.Tests.Mechanisms;

/// <summary>What is to go is taken away before what is to come is added.</summary>
public sealed class DeleteBeforeInsertTests
{
    private const string Yaml =
        """
        change: golf
        source: { table: lockers, key: id }
        targets:
          - { table: places, key: [locker_id, shelf], owner: locker_id }
        retires: [lockers.shelf, lockers.label]
        """;

    private const string Mapping = "select id as locker_id, shelf, label from lockers where label is not null";

    private const string Back =
        """
        select lockers.id, places.shelf, places.label
        from lockers
        left join places on places.locker_id = lockers.id
        """;

    // A label is unique, and no part of the key: it passes from the row of one shelf to the row of another.
    private const string Tables =
        """
        create table lockers (id bigint primary key, shelf integer, label text);
        create table places (
            locker_id bigint, shelf integer, label text not null unique, primary key (locker_id, shelf));
        insert into lockers select i, 1, 'Label ' || i from generate_series(1, 10) as i;
        """;

    [Fact]
    public async Task A_unique_value_passes_from_one_row_of_a_key_to_another()
    {
        await using var change = await CourseChange.CreateAsync(
            files: [("change.yaml", Yaml), ("places.sql", Mapping), ("back.sql", Back)]);
        await change.RunAsync(Tables);
        await change.PopulateAsync();
        await change.RunAsync("update lockers set shelf = 2 where id in (3, 4)");

        var result = await change.PopulateAsync();

        Assert.Equal((2, 2), (result.Counts.Deleted, result.Counts.Inserted));
        Assert.Equal("3 on 2: Label 3, 4 on 2: Label 4", await change.AskAsync<string>(
            """
            select string_agg(locker_id || ' on ' || shelf || ': ' || label, ', ' order by locker_id, shelf)
            from places where locker_id in (3, 4)
            """));
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }
}
