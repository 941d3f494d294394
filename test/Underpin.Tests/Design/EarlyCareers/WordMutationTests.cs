using Underpin.Design.Folder;

namespace Underpin.Tests.Design.EarlyCareers;

/// <summary>A wrong word in a fact or a question of the candidate shows in a scenario.</summary>
public sealed class WordMutationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_word_in_a_question_gives_a_wrong_answer() => await VerifyAsync(
        "questions.sql", candidate => candidate.Questions,
        (candidate, blocks) => candidate with { Questions = blocks },
        (scenario, block) => scenario with
        {
            Refuses = [],
            Answers = [.. scenario.Answers.Where(answer => answer.Call.Question.Name == block.Signature.Name)],
        },
        scenario => scenario.Answers.Count > 0);

    [Fact]
    public async Task A_wrong_word_in_a_fact_makes_another_history() => await VerifyAsync(
        "facts.sql", candidate => candidate.Facts,
        (candidate, blocks) => candidate with { Facts = blocks },
        (scenario, block) => scenario.Calls.Any(call => call.Signature.Name == block.Signature.Name)
            ? scenario : scenario with { Given = [], Refuses = [], Answers = [] },
        scenario => scenario.Given.Count > 0);

    private static async Task VerifyAsync(
        string file,
        Func<Candidate, IReadOnlyDictionary<string, Block>> blocksOf,
        Func<Candidate, IReadOnlyDictionary<string, Block>, Candidate> with,
        Func<Scenario, Block, Scenario> only,
        Func<Scenario, bool> concerns)
    {
        await using var model = await SeparatePeriods.CreateAsync();
        await using var database = await model.CopyAsync();
        await using var connection = await database.OpenAsync(Stop);
        var text = await File.ReadAllTextAsync(Path.Combine(model.Candidate.Path, file), Stop);
        var unseen = new List<string>();
        var mutants = WordMutant.Of(text).ToList();
        Assert.True(mutants.Count > 100, $"Only {mutants.Count} changes.");
        foreach (var mutant in mutants)
        {
            var block = mutant.BlockIn(blocksOf(model.Candidate).Values);
            var problems = new Problems();
            var blocks = new BlockReader(file, mutant.Text, model.Model.Vocabulary, problems).Read();
            Assert.False(problems.Any, $"{mutant}: {string.Join(", ", problems.InOrder)}");
            var candidate = with(model.Candidate, blocks.ToDictionary(changed => changed.Signature.Name));
            var scenarios = model.Model.Scenarios.Select(scenario => only(scenario, block)).Where(concerns);
            if (await model.CatchAsync(connection, candidate, scenarios) is null)
            {
                unseen.Add($"{block.Signature.Name}: {mutant.Was} → {(mutant.Is.Length == 0 ? "nothing" : mutant.Is)}");
            }
        }

        Approved.Verify(
            $"{mutants.Count} changes, {mutants.Count - unseen.Count} seen. Not seen, because they change nothing that "
                + "can be:\n"
                + string.Join('\n', unseen), file.Split('.')[0]);
    }
}
