namespace Underpin.Design.Testing;

/// <summary>A question was not answered but failed.</summary>
internal sealed record QuestionFailed(ServerRefusal Error) : Miss
{
    public override string Code => "question.failed";

    public override ServerRefusal Server => Error;

    public override string Summary => Error.SqlState == Npgsql.PostgresErrorCodes.ReadOnlySqlTransaction
        ? "The question writes; a question may only read." : "The question failed.";
}
