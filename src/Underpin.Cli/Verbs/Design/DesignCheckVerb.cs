using Underpin.Design.Check;
using Underpin.Design.Testing;

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
        var reading = _model.Read(call);
        await using var home = await call.ModelServerAsync(cancellationToken);
        await using var databases = new CandidateDatabases(home);
        var model = await new DesignCheck(home, databases).RunAsync(reading, cancellationToken);
        return CheckAnswer.Show(call, model, ExitCode.Findings);
    }
}
