using System.Text.Json;
using System.Text.Json.Serialization;
using Underpin.Changes.Journals;
using Underpin.Changes.Standing;
using Underpin.Design;
using Underpin.Design.Load;
using Underpin.Square;
using Underpin.Steps.Back;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Drop;
using Underpin.Steps.Expand;
using Underpin.Steps.Lint;
using Underpin.Steps.Populate;
using Underpin.Steps.Read;
using Underpin.Steps.Repair;
using Underpin.Steps.Verify;
using Underpin.Steps.Write;

namespace Underpin.Cli.Json;

/// <summary>The results that are printed as JSON, one line a verb.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(IReadOnlyList<Status>), TypeInfoPropertyName = "Statuses")]
[JsonSerializable(typeof(IReadOnlyList<JournalEntry>), TypeInfoPropertyName = "JournalEntries")]
[JsonSerializable(typeof(LintResult))]
[JsonSerializable(typeof(ExpandResult))]
[JsonSerializable(typeof(WriteResult))]
[JsonSerializable(typeof(PopulateResult))]
[JsonSerializable(typeof(VerifyResult))]
[JsonSerializable(typeof(RepairResult))]
[JsonSerializable(typeof(ReadResult))]
[JsonSerializable(typeof(CleanUpResult))]
[JsonSerializable(typeof(DropResult))]
[JsonSerializable(typeof(BackResult))]
[JsonSerializable(typeof(SquareResult))]
[JsonSerializable(typeof(ModelCheck))]
[JsonSerializable(typeof(ModelTest))]
[JsonSerializable(typeof(ModelScores))]
[JsonSerializable(typeof(LoadReport))]
[JsonSerializable(typeof(ModelSearch))]
[JsonSerializable(typeof(IReadOnlyList<Drawn>), TypeInfoPropertyName = "Drawings")]
[JsonSerializable(typeof(LocalStarted))]
[JsonSerializable(typeof(LocalStatus))]
[JsonSerializable(typeof(LocalStopped))]
[JsonSerializable(typeof(Installed))]
[JsonSerializable(typeof(NewFiles))]
internal sealed partial class Documents : JsonSerializerContext
{
    /// <summary>What each verb answers as its figures: a new verb that reports has its line here.</summary>
    public static IReadOnlyList<(string Verb, Type Type)> Figures { get; } =
    [
        ("install", typeof(Installed)),
        ("new", typeof(NewFiles)),
        ("lint", typeof(LintResult)),
        ("expand", typeof(ExpandResult)),
        ("write", typeof(WriteResult)),
        ("populate", typeof(PopulateResult)),
        ("verify", typeof(VerifyResult)),
        ("repair", typeof(RepairResult)),
        ("read", typeof(ReadResult)),
        ("clean-up", typeof(CleanUpResult)),
        ("clean-up --drop", typeof(DropResult)),
        ("back", typeof(BackResult)),
        ("status", typeof(IReadOnlyList<Status>)),
        ("journal", typeof(IReadOnlyList<JournalEntry>)),
        ("test", typeof(SquareResult)),
        ("design check", typeof(ModelCheck)),
        ("design test", typeof(ModelTest)),
        ("design compare", typeof(ModelScores)),
        ("design draw", typeof(IReadOnlyList<Drawn>)),
        ("design load", typeof(LoadReport)),
        ("design search", typeof(ModelSearch)),
        ("local start", typeof(LocalStarted)),
        ("local status", typeof(LocalStatus)),
        ("local stop", typeof(LocalStopped)),
    ];
}
