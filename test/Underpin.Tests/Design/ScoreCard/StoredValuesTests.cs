using Npgsql;
using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.ScoreCard.Histories;
using Underpin.Postgres;

namespace Underpin.Tests.Design.ScoreCard;

public sealed class StoredValuesTests
{
    [Fact]
    public async Task A_value_is_found_wherever_it_is_kept_and_not_where_it_is_only_named()
    {
        var found = await FindAsync(
            """
            create table people (id bigint generated always as identity primary key, name text not null unique);
            create table things (
                id bigint generated always as identity primary key,
                person_id bigint references people,
                plain text,
                list text[],
                during daterange,
                loud text generated always as (upper(plain)) stored,
                document jsonb,
                at timestamptz,
                share numeric(8, 3));
            insert into people (name) values ('Ann'), ('Bob');
            insert into things (person_id, plain, list, during, document, at, share) values
                (1, 'Ann', '{Ann,Bob,NULL}', '[2024-01-01,2024-03-31]', '{"a": ["Ann", {"b": "Bob"}], "Ann": 1.5}',
                 '2024-01-01Z', 1234.500),
                (2, 'ANN', null, '(,2024-01-01]', null, '2024-01-01 09:00Z', null);
            """,
            "Ann", "ANN", "Bob", "2024-01-01", "2024-03-31", "1234.5");
        Assert.Equal(
            [
                "1234.5 in things.share × 1",
                "2024-01-01 in things.at × 1",
                "2024-01-01 in things.during × 2",
                "2024-03-31 in things.during × 1",
                "ANN in things.plain × 1",
                "Ann in things.document × 1",
                "Ann in things.list × 1",
                "Ann in things.person_id × 1",
                "Ann in things.plain × 1",
                "Bob in things.document × 1",
                "Bob in things.list × 1",
                "Bob in things.person_id × 1",
            ], found);
    }

    [Fact]
    public async Task A_schema_without_tables_keeps_nothing() =>
        Assert.Equal([], await FindAsync("create view nothing as select 1 as one", "1"));

    private static async Task<IReadOnlyList<string>> FindAsync(string schema, params string[] values)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(
            await TestServer.NewDatabaseAsync())
        { Timezone = "UTC" }.ConnectionString);
        await connection.OpenAsync(stop);
        await using (var create = new NpgsqlCommand(schema, connection))
        {
            await create.ExecuteNonQueryAsync(stop);
        }

        var stored = new StoredValues(await EntityCatalogue.ReadAsync(new Session(connection), stop));
        await using var command =
            new NpgsqlCommand(stored.Query.Text, connection) { Parameters = { new() { Value = values } } };
        await using var reader = await command.ExecuteReaderAsync(stop);
        var found = new List<string>();
        while (await reader.ReadAsync(stop))
        {
            found.Add($"{reader.GetString(1)} in {stored.Column(reader.GetInt32(0)).Plain} × {reader.GetInt64(2)}");
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
