using CsCheck;
using Underpin.Postgres.Scripts;

namespace Underpin.Tests.Postgres.Scripts;

public sealed class ScriptTests
{
    public static TheoryData<string> Wholes { get; } =
    [
        "select 1",
        "select ';'",
        "select 'it''s; fine'",
        @"select 'C:\'",
        @"select E'a\';b'",
        @"select e'a\\', ';'",
        "select E'a'\n -- goes on\n '\\';'",
        "select U&'d\\0061t;a'",
        "select \"a;\"\"b\"",
        "select $$a;b$$",
        "select $x$ a; $$ ; $y$ $x$",
        "select a$b$c",
        "select $1, $2",
        "select /* a; /* b; */ c; */ 1",
        "select 1 -- a; b\n , 2",
        "select (1;2)",
        "create function f() returns int begin atomic select 1; select case when true then 1 else 2 end; end",
        "create or replace function f() returns int language sql begin atomic; select 1; end",
        "create procedure p() begin atomic insert into t values (1); end",
        "create function f() returns int language plpgsql as $$ begin return 1; end $$",
        "create table begin_ (a int)",
        "select größe, naïve",
        "select 1$a",
    ];

    [Theory]
    [MemberData(nameof(Wholes))]
    public void A_statement_is_not_cut_where_its_semicolon_does_not_end_it(string whole)
    {
        var statements = Script.Split("expand.sql", $"select 0;\n{whole};\nselect 2;");

        Assert.Equal(["select 0", whole, "select 2"], statements.Select(statement => statement.Text));
        Assert.Equal([1, 2, 3 + whole.Count(letter => letter == '\n')], statements.Select(statement => statement.Line));
        Assert.Equal([1, 2, 3], statements.Select(statement => statement.Ordinal));
    }

    [Fact]
    public void Begin_and_end_mean_nothing_outside_a_routine()
    {
        var statements = Script.Split("expand.sql", "begin; select case when true then 1 end; end;");

        Assert.Equal(["begin", "select case when true then 1 end", "end"], statements.Select(s => s.Text));
    }

    [Fact]
    public void Comments_between_statements_belong_to_none()
    {
        var statements = Script.Split("expand.sql", "-- one;\n\n/* two; */ select 1 -- three\n;;; -- four\n");

        var only = Assert.Single(statements);
        Assert.Equal("select 1", only.Text);
        Assert.Equal(3, only.Line);
    }

    [Theory]
    [InlineData("select 1;\nselect 'a", 2, "never closed")]
    [InlineData("\n\nselect \"a", 3, "quoted name")]
    [InlineData("select $a$ ;\n $b$", 1, "$a$")]
    [InlineData("/* a /* b */", 1, "comment")]
    [InlineData("select 1;\ncreate table t (\n a int;", 2, "parenthesis")]
    [InlineData("select 1;\n\\copy t from 'f'", 2, "psql")]
    [InlineData("select 1 \\gset", 1, "psql")]
    public void What_cannot_be_cut_is_refused_with_its_line(string text, int line, string message)
    {
        var refusal = Assert.Throws<StatementException>(() => Script.Split("expand.sql", text));

        Assert.Equal("expand.sql", refusal.File);
        Assert.Equal(line, refusal.Line);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }

    [Fact]
    public void A_mapping_is_one_statement()
    {
        Assert.Equal("select 1", Script.Single("m.sql", "-- why\nselect 1;\n").Text);
        Assert.Contains("no statement", Assert.Throws<StatementException>(() => Script.Single("m.sql", "-- x")).Message,
            StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<StatementException>(() => Script.Single("m.sql", "select 1;\nselect 2")).Line);
    }

    [Fact]
    public void The_servers_position_counts_characters() =>
        Assert.Equal(4, Position.Offset("a\U0001F3CCb c", 4));

    [Fact]
    public void Tokens_joined_are_the_text() =>
        Gen.OneOf("a", "e", "E", "'", "''", "\"", "$", "$$", "$a$", "1", ";", "(", ")", "--", "/*", "*/", "\n", " ",
                "begin", "case", "end", "create function", "\\", "é", "\U0001F3CC")
            .Array[0, 20].Select(string.Concat)
            .Sample(text =>
            {
                List<Token> tokens;
                try
                {
                    tokens = [.. new Lexer("f", text).Tokens()];
                }
                catch (StatementException)
                {
                    return; // something is never closed
                }

                var joined = string.Concat(tokens.Select(token => text.Substring(token.Start, token.Length)));
                Assert.Equal(text, joined);
            }, iter: 20_000);

    [Fact]
    public void Statements_joined_by_semicolons_come_apart_again() =>
        Gen.Select(
                Gen.OneOf([.. Wholes.Select(row => row.Data)]).Array[1, 6],
                Gen.OneOf("", "\n", " -- x;\n", "/* ; /* ' */ */", ";", "\n;\n").Array[7, 7])
            .Sample((wholes, gaps) =>
            {
                var text = gaps[6] + string.Concat(
                    wholes.Select((whole, index) => $"{whole}{gaps[index].Replace(';', ' ')};{gaps[index]}"));
                var statements = Script.Split("f", text);

                Assert.Equal(wholes, statements.Select(statement => statement.Text));
                Assert.All(statements, statement =>
                {
                    Assert.Equal(statement.Text, text.Substring(statement.Offset, statement.Text.Length));
                    Assert.Equal(Position.Line(text, statement.Offset), statement.Line);
                });
            }, iter: 5_000);
}
