using Underpin.Design.Folder;
using Underpin.Design.Testing;

namespace Underpin.Design.Check;

/// <summary>A model folder that the server has looked at.</summary>
/// <param name="Model">As far as it could be read.</param>
/// <param name="Problems">Everything that is wrong with it, by file and line.</param>
/// <param name="Expected">The scenarios' values as the server prints them.</param>
internal sealed record CheckedModel(ModelFolder Model, IReadOnlyList<Problem> Problems, ExpectedValues Expected);
