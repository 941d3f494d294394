namespace Underpin.Design;

/// <summary>How a diagram is written.</summary>
public enum DrawingFormat
{
    /// <summary>A picture, for a browser.</summary>
    Svg,

    /// <summary>Mermaid's entity diagram, for a page in Markdown.</summary>
    Mermaid,

    /// <summary>Graphviz.</summary>
    Dot,
}
