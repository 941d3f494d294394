using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.Check;

/// <summary>Has the server read every argument and expected value of the scenarios as its declared type.</summary>
internal sealed class ValueCheck(Session session, Problems problems)
{
    private readonly Dictionary<(string Type, string Text), string> _printed = [];

    public async Task<ExpectedValues> RunAsync(ModelFolder model, CancellationToken cancellationToken)
    {
        foreach (var values in All(model).GroupBy(value => value.Parameter.Type))
        {
            // Any text is a text.
            if (values.Key != "text")
            {
                var distinct = values.GroupBy(value => value.Text).Select(same => same.First()).ToList();
                await ReadAsync(values.Key, distinct, cancellationToken);
            }
        }

        return new(_printed);
    }

    private static IEnumerable<TypedValue> All(ModelFolder model)
    {
        foreach (var call in model.Scenarios.SelectMany(scenario => scenario.Calls))
        {
            foreach (var value in Typed(call.Arguments, call.Signature.Parameters, call))
            {
                yield return value;
            }
        }

        foreach (var answer in model.Scenarios.SelectMany(scenario => scenario.Answers))
        {
            foreach (var value in answer.Rows.SelectMany(row => Typed(row, answer.Call.Question.Returns, answer.Call)))
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<TypedValue> Typed(
        IReadOnlyList<Value> values, IReadOnlyList<Parameter> parameters, VocabularyCall call) =>
        values.Zip(parameters)
            .Where(pair => pair.First.Text is not null)
            .Select(pair => new TypedValue(
                pair.Second, pair.First.Text!, new(call.Place.File, pair.First.Line), call.Signature));

    /// <summary>All at once; where the server refuses one, half and half until the one is found.</summary>
    private async Task ReadAsync(string type, List<TypedValue> values, CancellationToken cancellationToken)
    {
        // The type is the vocabulary's own text, which was read as a type before.
        var sql = Sql.Of(
            $"select v, v::{Sql.FromUser(type)} from unnest($1::text[]) with ordinality u(v, n) order by n");
        try
        {
            var texts = values.Select(value => value.Text).ToArray();
            foreach (var row in await session.PrintAsync(sql.With(texts), cancellationToken))
            {
                _printed[(type, row[0]!)] = row[1]!;
            }
        }
        catch (PostgresException exception) when (values is [var only])
        {
            problems.Add(only.Place,
                $"{only.Parameter.Name} of {only.Signature.Name} must be a value of type {type}, not \"{only.Text}\": "
                    + $"{exception.MessageText}.");
        }
        catch (PostgresException)
        {
            await ReadAsync(type, values[..(values.Count / 2)], cancellationToken);
            await ReadAsync(type, values[(values.Count / 2)..], cancellationToken);
        }
    }
}
