using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>
/// Makes random histories: the same seed and number give the same one. What is legal is not known here: each fact is
/// offered, and dropped where it is refused.
/// </summary>
internal sealed class HistoryGenerator(Generation generation, int seed)
{
    private readonly int _weights = generation.Recipes.Sum(recipe => recipe.Weight);

    /// <summary>A history of facts that are all accepted.</summary>
    /// <param name="number">Which one; its entities bear it in their names.</param>
    /// <param name="accepts">Records a fact, or says that it is refused and leaves no trace of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<GeneratedHistory> GenerateAsync(
        int number, Func<FactCall, CancellationToken, Task<bool>> accepts, CancellationToken cancellationToken)
    {
        var draft = Begin(number);
        var dropped = new Dictionary<string, int>();
        var length = draft.Random.Next(generation.Length.Least, generation.Length.Most + 1);
        for (var offered = 0; draft.Facts.Count < length && offered < length * 4; offered++)
        {
            if (Next(draft) is not { } fact)
            {
                break;
            }

            if (await accepts(fact, cancellationToken))
            {
                draft.Accept(fact);
                draft.MoveOn();
            }
            else
            {
                dropped[fact.Fact.Name] = dropped.GetValueOrDefault(fact.Fact.Name) + 1;
            }
        }

        return new(new() { Number = number, Facts = [.. draft.Facts] }, dropped);
    }

    /// <summary>A history whose facts nobody judged.</summary>
    public History Generate(int number)
    {
        var draft = Begin(number);
        var length = draft.Random.Next(generation.Length.Least, generation.Length.Most + 1);
        while (draft.Facts.Count < length && Next(draft) is { } fact)
        {
            draft.Accept(fact);
            draft.MoveOn();
        }

        return new() { Number = number, Facts = [.. draft.Facts] };
    }

    // A generator of its own for each history: they can be made in any order, and several at once.
    private HistoryDraft Begin(int number) =>
        new(number, generation, new Random(unchecked((seed * 1_000_003) + (number * 7919))));

    /// <summary>By weight, among the recipes that are possible now.</summary>
    private FactCall? Next(HistoryDraft draft)
    {
        if (_weights == 0)
        {
            return null;
        }

        for (var attempt = 0; attempt < 20; attempt++)
        {
            if (draft.Make(Drawn(draft.Random)) is { } fact)
            {
                return fact;
            }
        }

        return generation.Recipes.Select(draft.Make).OfType<FactCall>().FirstOrDefault();
    }

    private Recipe Drawn(Random random)
    {
        var at = random.Next(_weights);
        foreach (var recipe in generation.Recipes)
        {
            at -= recipe.Weight;
            if (at < 0)
            {
                return recipe;
            }
        }

        return generation.Recipes[^1];
    }
}
