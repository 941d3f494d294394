using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>A question was answered with other rows.</summary>
internal sealed record WrongAnswer(Question Question, AnswerComparison Rows) : Miss
{
    public override string Code => "answer.wrong";

    public override string Summary => Rows.Summary;

    protected override IEnumerable<string> Details =>
        Rows.SideBySide([.. Question.Returns.Select(column => column.Name)]);
}
