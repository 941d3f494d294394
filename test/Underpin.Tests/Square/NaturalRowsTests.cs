using Npgsql;
using Underpin.Postgres;
using Underpin.Square.Rows;

namespace Underpin.Tests.Square;

/// <summary>
/// Rows of two databases are compared by what the domain knows: no key that the server made is left in them.
/// </summary>
public sealed class NaturalRowsTests
{
    private const string Schema =
        """
        create table schools (id uuid primary key default gen_random_uuid(), name text not null unique);
        create table years (year integer primary key);
        create table classes (
            id        bigint generated always as identity primary key,
            school_id uuid    not null references schools,
            year      integer not null references years,
            label     text    not null,
            unique (school_id, year, label)
        );
        create table pupils (
            id        serial primary key,
            name      text   not null unique,
            class_id  bigint references classes,
            friend_id integer references pupils,
            seen_at   timestamptz not null default clock_timestamp(),
            initial   text generated always as (left(name, 1)) stored
        );
        create table cards (pupil_id integer primary key references pupils, colour text not null default 'blue');
        create table notes (
            id bigint generated always as identity primary key, pupil_id integer references pupils, text text
        );
        create table meals (
            school_id uuid, year integer, label text, eaten integer,
            foreign key (school_id, year, label) references classes (school_id, year, label)
        );
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reference_stands_as_the_natural_key_of_what_it_refers_to_through_any_number_of_tables()
    {
        await using var database = await FilledAsync(offset: 0);

        var rows = await RowsAsync(database);

        // No id, no moment, nothing computed; a card is told by its pupil, a class by school, year and label.
        Assert.Equal(["name,class_id,friend_id", "Ann,\"(Springfield,2024,a)\",~", "Bob,~,Ann"], rows["pupils"]);
        Assert.Equal(["school_id,year,label", "Springfield,2024,a"], rows["classes"]);
        Assert.Equal(["pupil_id,colour", "Bob,blue"], rows["cards"]);
        Assert.Equal(["pupil_id,text", "Ann,hello"], rows["notes"]);
        Assert.Equal(["school_id,year,label,eaten", "Springfield,2024,a,7"], rows["meals"]);
    }

    [Fact]
    public async Task Databases_that_differ_in_what_the_server_made_alone_hold_the_same_rows()
    {
        await using var one = await FilledAsync(offset: 0);
        await using var other = await FilledAsync(offset: 1000);

        Assert.Equal(await RowsAsync(one), await RowsAsync(other));
    }

    [Fact]
    public async Task Rows_that_differ_are_paired_by_their_natural_key()
    {
        await using var one = await FilledAsync(offset: 0);
        await using var other = await FilledAsync(offset: 50);
        await RunAsync(other, """
            update pupils set friend_id = id where name = 'Bob';
            delete from notes;
            insert into schools (name) values ('Bayside');
            """);

        var differences = await DifferencesAsync(one, other);

        Assert.Equal(
            ["notes Missing Ann,hello → ", "pupils Stale Bob,~,Ann → Bob,~,Bob", "schools Extra  → Bayside"],
            differences.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_without_a_key_are_counted()
    {
        await using var one = await FilledAsync(offset: 0);
        await using var other = await FilledAsync(offset: 0);
        await RunAsync(other, "insert into notes (pupil_id, text) select pupil_id, text from notes");

        Assert.Equal(["notes Extra  → Ann,hello"], await DifferencesAsync(one, other));
    }

    [Fact]
    public async Task A_circle_of_references_ends()
    {
        await using var database = NpgsqlDataSource.Create(await TestServer.NewDatabaseAsync());
        await RunAsync(database, """
            create table parents (id bigint generated always as identity primary key, name text, favourite bigint);
            create table children (
                id bigint generated always as identity primary key, name text, parent bigint references parents
            );
            alter table parents add foreign key (favourite) references children;
            insert into parents (name) values ('Homer');
            insert into children (name, parent) values ('Lisa', 1);
            update parents set favourite = 1;
            """);

        var rows = await RowsAsync(database);

        Assert.Equal(["name,favourite", "Homer,Lisa"], rows["parents"]);
        Assert.Equal(["name,parent", "Lisa,Homer"], rows["children"]);
    }

    private static async Task<NpgsqlDataSource> FilledAsync(int offset)
    {
        var database = NpgsqlDataSource.Create(await TestServer.NewDatabaseAsync());
        await RunAsync(database, Schema);
        await RunAsync(database, $"""
            select setval('pupils_id_seq', {offset + 1});
            alter table classes alter column id restart with {offset + 7};
            insert into schools (name) values ('Springfield');
            insert into years values (2024);
            insert into classes (school_id, year, label) select id, 2024, 'a' from schools;
            insert into pupils (name, class_id) select 'Ann', id from classes;
            insert into pupils (name, friend_id) select 'Bob', id from pupils;
            insert into cards (pupil_id) select id from pupils where name = 'Bob';
            insert into notes (pupil_id, text) select id, 'hello' from pupils where name = 'Ann';
            insert into meals select school_id, year, label, 7 from classes;
            """);
        return database;
    }

    private static async Task<Dictionary<string, List<string>>> RowsAsync(NpgsqlDataSource database)
    {
        var (tables, session) = await TablesAsync(database);
        await using var _ = session;
        var rows = new Dictionary<string, List<string>>();
        foreach (var table in tables)
        {
            var read = await ReadAsync(session, new NaturalSelect(tables).Of(table, []));
            rows[table.Name.Name] =
                [string.Join(',', table.Compared.Select(column => column.Name)), .. read.Select(Say)
                    .Order(StringComparer.Ordinal)];
        }

        return rows;
    }

    private static async Task<List<string>> DifferencesAsync(NpgsqlDataSource recorded, NpgsqlDataSource changed)
    {
        var (tables, one) = await TablesAsync(recorded);
        var (_, other) = await TablesAsync(changed);
        await using var _ = one;
        await using var __ = other;
        var found = new List<string>();
        foreach (var table in tables)
        {
            var select = new NaturalSelect(tables).Of(table, []);
            found.AddRange(TableComparison.Of(table, await ReadAsync(one, select), await ReadAsync(other, select))
                .Select(row => $"{table.Name.Name} {row.Class} {Say(row.Recorded)} → {Say(row.Changed)}"));
        }

        return found;
    }

    private static Task<List<NaturalRow>> ReadAsync(Session session, Sql select) =>
        session.QueryAsync(select, row => NaturalRow.Of(row, conditions: 0), Cancellation);

    private static async Task<(IReadOnlyList<HeldTable> Tables, Session Session)> TablesAsync(NpgsqlDataSource database)
    {
        var session = new Session(await database.OpenConnectionAsync(Cancellation));
        return (await TableCatalogue.ReadAsync(session, Cancellation), session);
    }

    // As a cell of a CSV file.
    private static string Say(NaturalRow? row) => row is null ? "" : string.Join(',', row.Values.Select(
        value => value is null ? "~" : value.Contains(',', StringComparison.Ordinal) ? $"\"{value}\"" : value));

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
