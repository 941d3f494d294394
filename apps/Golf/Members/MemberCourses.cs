using Golf.Courses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Underpin.Live;

namespace Golf.Members;

/// <summary>
/// How members and clients of the API write courses: EF Core's unit of work, in its transaction, which the change
/// joins.
/// </summary>
internal sealed class MemberCourses(
    IDbContextFactory<GolfContext> contexts, Changeover changeover, OldArchitects oldArchitects)
{
    public Task<WriteOutcome> CreateAsync(
        CourseCard card, ArchitectsWrite architects, CancellationToken cancellationToken) =>
        RunAsync(
            card.Name,
            async (context, ct) =>
            {
                var course = GolfCourse.From(card);
                context.Courses.Add(course);
                await context.SaveChangesAsync(ct);
                return course.Id;
            },
            architects,
            cancellationToken);

    /// <summary>Sets a course's architects, and its name where that is another.</summary>
    public Task<WriteOutcome> ChangeAsync(
        string name, string newName, ArchitectsWrite architects, CancellationToken cancellationToken) =>
        RunAsync(
            newName,
            async (context, ct) =>
            {
                var course = await LockAsync(context, name, ct);
                course?.Name = newName;
                await context.SaveChangesAsync(ct);
                return course?.Id;
            },
            architects,
            cancellationToken);

    /// <summary>Its architects' rows go with it, in either schema.</summary>
    public Task<WriteOutcome> DeleteAsync(string name, CancellationToken cancellationToken) =>
        RunAsync(
            name,
            async (context, ct) =>
            {
                var course = await LockAsync(context, name, ct);
                if (course is not null)
                {
                    context.Courses.Remove(course);
                    await context.SaveChangesAsync(ct);
                }

                return course?.Id;
            },
            null,
            cancellationToken);

    private async Task<WriteOutcome> RunAsync(
        string key,
        Func<GolfContext, CancellationToken, Task<long?>> common,
        ArchitectsWrite? architects,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await context.Database.CreateExecutionStrategy().ExecuteAsync(
                ct => AttemptAsync(key, common, architects, ct), cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException
            {
                SqlState: PostgresErrorCodes.UniqueViolation, TableName: "golf_courses",
            })
        {
            return WriteOutcome.NameTaken;
        }
        catch (TooManyArchitectsException)
        {
            return WriteOutcome.TooManyArchitects;
        }
    }

    /// <summary>One attempt, with a context of its own: what a failed one tracked is worth nothing.</summary>
    private async Task<WriteOutcome> AttemptAsync(
        string key,
        Func<GolfContext, CancellationToken, Task<long?>> common,
        ArchitectsWrite? architects,
        CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.AutoSavepointsEnabled = false; // a failed save ends the attempt: no way back to a savepoint
        await using var unitOfWork = await context.Database.BeginTransactionAsync(cancellationToken);
        var transaction = (NpgsqlTransaction)unitOfWork.GetDbTransaction();
        long? course = null;

        using var joined = await changeover.BeginAsync(key, transaction, cancellationToken);
        await joined.WriteAsync(
            common: async ct => course = await common(context, ct),
            old: ct => course is { } id && architects is not null
                ? oldArchitects.WriteAsync(transaction, id, architects, ct)
                : Task.CompletedTask,
            @new: ct => course is { } id && architects is not null
                ? NewArchitects.WriteAsync(transaction, id, architects, ct)
                : Task.CompletedTask,
            cancellationToken);
        if (course is null)
        {
            return WriteOutcome.NotFound;
        }

        await joined.CompleteAsync(cancellationToken);
        await unitOfWork.CommitAsync(cancellationToken);
        return WriteOutcome.Done;
    }

    /// <summary>
    /// The course's row, locked before anything else of it is touched: writers of one course queue here.
    /// </summary>
    private static Task<GolfCourse?> LockAsync(GolfContext context, string name, CancellationToken cancellationToken) =>
        context.Courses
            .FromSql(
                $"""
                select id, name, town, country, holes, par, opened
                from golf_courses
                where name = {name}
                for no key update
                """)
            .SingleOrDefaultAsync(cancellationToken);
}
