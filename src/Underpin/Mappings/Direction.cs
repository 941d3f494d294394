namespace Underpin.Mappings;

/// <summary>Which schema is derived from which.</summary>
public enum Direction
{
    /// <summary>The old schema leads: the mappings say what the targets should hold.</summary>
    Forward,

    /// <summary>The new schema leads: back.sql says what the retired columns should hold.</summary>
    Reverse,
}
