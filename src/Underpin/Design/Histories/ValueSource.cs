using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>Where the values of a parameter come from.</summary>
internal abstract record ValueSource
{
    /// <summary>In a hundred: nothing is known.</summary>
    public int Unknown { get; init; }

    /// <summary>A value as the server reads it; null is SQL's null.</summary>
    public string? Draw(string parameter, HistoryDraft draft) =>
        Unknown > 0 && DayRange.Percent(Unknown, draft.Random) ? null : Known(parameter, draft);

    protected abstract string? Known(string parameter, HistoryDraft draft);

    /// <summary>What another history's value is called in a copy of it that has another number.</summary>
    public virtual string? Renamed(string? value, Renaming renaming) => value;

    /// <summary>For a parameter of which nothing is said.</summary>
    public static ValueSource Usual(Parameter parameter) => parameter.Type.ToLowerInvariant() switch
    {
        "date" => new DaySource(),
        "smallint" or "int" or "integer" or "bigint" or "int2" or "int4" or "int8" => new ListedSource(["1", "2", "3"]),
        "numeric" or "real" or "double precision" => new ListedSource(["1", "1.5", "2"]),
        "boolean" or "bool" => new ListedSource(["true", "false"]),
        _ => new OwnSource(2, $"{parameter.Name} {OwnSource.Mark}"),
    };
}
