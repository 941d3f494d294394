using Dapper;
using Golf.Courses;
using Npgsql;
using Underpin.Live;

namespace Golf.Admin;

/// <summary>How the committee writes courses: plain SQL through Dapper, in the change's own transaction.</summary>
internal sealed class AdminCourses(Changeover changeover, OldArchitects oldArchitects)
{
    public Task<WriteOutcome> CreateAsync(
        CourseCard card, ArchitectsWrite architects, CancellationToken cancellationToken) =>
        RunAsync(
            card.Name,
            """
            insert into golf_courses (name, town, country, holes, par, opened)
            values (@Name, @Town, @Country, @Holes, @Par, @Opened)
            returning id
            """,
            card,
            architects,
            cancellationToken);

    /// <summary>Sets all of a course: its name may be another one.</summary>
    public Task<WriteOutcome> ChangeAsync(
        string name, CourseCard card, ArchitectsWrite architects, CancellationToken cancellationToken) =>
        RunAsync(
            card.Name,
            """
            update golf_courses
            set name = @Name, town = @Town, country = @Country, holes = @Holes, par = @Par, opened = @Opened
            where name = @CurrentName
            returning id
            """,
            new { CurrentName = name, card.Name, card.Town, card.Country, card.Holes, card.Par, card.Opened },
            architects,
            cancellationToken);

    /// <summary>Its architects' rows go with it, in either schema.</summary>
    public Task<WriteOutcome> DeleteAsync(string name, CancellationToken cancellationToken) =>
        RunAsync(
            name,
            "delete from golf_courses where name = @name returning id",
            new { name },
            null,
            cancellationToken);

    private async Task<WriteOutcome> RunAsync(
        string key, string sql, object parameters, ArchitectsWrite? architects, CancellationToken cancellationToken)
    {
        long? course = null;
        try
        {
            await changeover.WriteAsync(
                new DualWrite
                {
                    Key = key,
                    Common = async (transaction, ct) =>
                        course = await transaction.Connection!.QuerySingleOrDefaultAsync<long?>(
                            new CommandDefinition(sql, parameters, transaction, cancellationToken: ct)),
                    Old = (transaction, ct) => course is { } id && architects is not null
                        ? oldArchitects.WriteAsync(transaction, id, architects, ct)
                        : Task.CompletedTask,
                    New = (transaction, ct) => course is { } id && architects is not null
                        ? NewArchitects.WriteAsync(transaction, id, architects, ct)
                        : Task.CompletedTask,
                },
                cancellationToken);
        }
        catch (PostgresException exception)
            when (exception is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "golf_courses" })
        {
            return WriteOutcome.NameTaken;
        }
        catch (TooManyArchitectsException)
        {
            return WriteOutcome.TooManyArchitects;
        }

        return course is null ? WriteOutcome.NotFound : WriteOutcome.Done;
    }
}
