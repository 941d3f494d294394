using Underpin.Yaml;

namespace Underpin.Changes.Folder;

/// <summary>The candidates of a model folder that a change leads from and to.</summary>
/// <param name="Old">The name of the candidate that is the old schema.</param>
/// <param name="New">The name of the candidate that is the new schema.</param>
internal sealed record ModelSides(string Old, string New)
{
    /// <summary>Null where the change names none, or, with a complaint, not both.</summary>
    public static ModelSides? Read(YamlFields change)
    {
        if (change.OptionalFields("model", "old", "new") is not { } model)
        {
            return null;
        }

        var (old, @new) = (Candidate(model, "old"), Candidate(model, "new"));
        return old is null || @new is null ? null : new(old, @new);
    }

    /// <summary>Written as its folder in the model folder: <c>candidates/two-columns</c>.</summary>
    private static string? Candidate(YamlFields model, string side)
    {
        if (model.Text(side) is not { } text)
        {
            return null;
        }

        if (text.TrimEnd('/').Split('/') is ["candidates", { Length: > 0 } name])
        {
            return name;
        }

        model.Complain(side, $"\"{text}\" is no candidate of the model folder.",
            "Write candidates/NAME: model/ lies beside the folder of the changes.");
        return null;
    }
}
