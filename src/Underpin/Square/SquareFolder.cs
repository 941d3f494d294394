using Underpin.Changes.Folder;
using Underpin.Design.Folder;

namespace Underpin.Square;

/// <summary>A change, and the model whose candidates it leads from and to.</summary>
internal sealed record SquareFolder
{
    public required ChangeFolder Change { get; init; }

    /// <summary>With only the two candidates; what is wrong with the others does not matter.</summary>
    public required ModelReading Model { get; init; }

    public Candidate Old => Model.Model.Candidate(Change.Model!.Old);

    public Candidate New => Model.Model.Candidate(Change.Model!.New);

    /// <param name="change">The folder of the change.</param>
    /// <param name="model">The model folder; null: <c>model</c> beside the folder of the changes.</param>
    public static SquareFolder Read(string change, string? model)
    {
        var folder = ChangeFolderReader.Read(change);
        if (folder.Model is not { } sides)
        {
            throw new UnderpinException(
                "test.model", $"change.yaml of {folder.Name} does not say which candidates it leads from and to.",
                "Add `model: { old: candidates/OLD, new: candidates/NEW }`; `underpin design check` tells of a model "
                    + "folder.")
            { ExitCode = ExitCode.Usage };
        }

        var reading = ModelFolderReader.Read(model ?? Beside(folder.Path)).Only([sides.Old, sides.New], _ => true);
        foreach (var difference in folder.Differs)
        {
            var questions = reading.Model.Vocabulary.Questions.Keys;
            if (difference.Question is { } question && !questions.Contains(question))
            {
                throw Unknown(difference, "question", question, questions);
            }

            var titles = reading.Model.Scenarios.Select(scenario => scenario.Title);
            if (difference.Scenario is { } title && !titles.Contains(title))
            {
                throw Unknown(difference, "scenario", title, titles);
            }
        }

        return new() { Change = folder, Model = reading };
    }

    /// <summary>A name under <c>differs</c> that nothing bears.</summary>
    public static UnderpinException Unknown(
        DeclaredDifference difference, string what, string name, IEnumerable<string> known) => new(
        "test.differs", $"change.yaml:{difference.Line}: There is no {what} \"{name}\".",
        $"Did you mean \"{NearestName.To(name, known)}\"?")
        { ExitCode = ExitCode.Usage };

    private static string Beside(string change)
    {
        var place = Path.GetFullPath(Path.Combine(change, "..", "..", "model"));
        return File.Exists(Path.Combine(place, VocabularyReader.FileName)) ? place : throw new UnderpinException(
            "test.model", $"There is no model folder at {place}.",
            "It lies beside the folder of the changes and holds vocabulary.yaml; --model names another one.")
        { ExitCode = ExitCode.Usage };
    }
}
