namespace Underpin.Cli.Verbs.Design;

/// <summary><c>underpin design check</c>: is the model folder whole?</summary>
internal sealed class DesignCheckVerb : Verb
{
    private readonly ModelArgument _model = new();

    public DesignCheckVerb()
        : base("check", "Checks that every candidate implements the vocabulary and every scenario uses it rightly.",
            "underpin design check",
            "underpin design check apps/Golf/database/model --candidate architects") =>
        _model.AddTo(this);

    protected override string WhenStopped => ModelArgument.WhenStopped;

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var model = await _model.OpenAsync(call, cancellationToken);
        return CheckAnswer.Show(call, await model.CheckAsync(cancellationToken), ExitCode.Findings);
    }
}
