using System.Globalization;
using Golf.Courses;
using Golf.Members;

namespace Golf.Api;

/// <summary>The JSON API: the same addresses for both versions of the shape.</summary>
internal static class CourseApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "/api/courses", request =>
            Wants(request, CourseShape.AnyNumber) ? CourseShape.AnyNumber : CourseShape.TwoColumns);
        Map(routes, "/api/v2/courses", _ => CourseShape.AnyNumber);
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Func<HttpRequest, CourseShape> shapeOf)
    {
        var one = $"{path}/{{**name}}";
        string NameIn(HttpContext context) => PathName.After(context, path + "/");

        routes.MapGet(path, async (HttpContext context, CourseCatalogue catalogue, CancellationToken ct) =>
        {
            var query = context.Request.Query;
            var after = Number(query["after"], 0);
            var page = Number(query["page"], 1);
            if (after is null || page is null or 0)
            {
                return Problem.Invalid([("page", "A page is a whole number from 1, and \"after\" one from 0.")]);
            }

            var courses = query.ContainsKey("after")
                ? await catalogue.PageAfterAsync(after.Value, ct)
                : await catalogue.PageAsync(page.Value, ct);
            if (courses.Count == CourseCatalogue.PageSize)
            {
                context.Response.Headers.Link = $"<{path}?after={courses[^1].Id}>; rel=\"next\"";
            }

            return new Answer(StatusCodes.Status200OK, shapeOf(context.Request), courses, Many: true);
        });

        routes.MapGet(one, async (HttpContext context, CourseCatalogue catalogue, CancellationToken ct) =>
        {
            var name = NameIn(context);
            return await catalogue.FindAsync(name, ct) is { } course
                ? new Answer(StatusCodes.Status200OK, shapeOf(context.Request), [course])
                : Problem.NotFound(name);
        });

        routes.MapPost(path, async (HttpContext context, MemberCourses courses, CancellationToken ct) =>
        {
            var shape = shapeOf(context.Request);
            var body = await CourseBody.ReadAsync(context.Request, shape, ct);
            var name = body.Name
                ?? throw new UnreadableCourseException("", "Send the course under its name: {\"Sand Hills\":{…}}.");
            var card = new CourseCard { Name = name };
            if (CourseRules.Check(card, body.Architects.Architects).ToList() is { Count: > 0 } problems)
            {
                return Problem.Invalid(problems);
            }

            var outcome = await courses.CreateAsync(card, body.Architects, ct);
            if (outcome != WriteOutcome.Done)
            {
                return Problem.From(outcome, name, name);
            }

            context.Response.Headers.Location = $"{path}/{PathName.Escape(name)}";
            var made = new Course(0, card, body.Architects.Architects);
            return new Answer(StatusCodes.Status201Created, shape, [made]);
        });

        routes.MapPut(one, async (HttpContext context, MemberCourses courses, CancellationToken ct) =>
        {
            var name = NameIn(context);
            var shape = shapeOf(context.Request);
            var body = await CourseBody.ReadAsync(context.Request, shape, ct);
            var card = new CourseCard { Name = body.Name ?? name };
            if (CourseRules.Check(card, body.Architects.Architects).ToList() is { Count: > 0 } problems)
            {
                return Problem.Invalid(problems);
            }

            var outcome = await courses.ChangeAsync(name, card.Name, body.Architects, ct);
            return outcome == WriteOutcome.Done
                ? new Answer(StatusCodes.Status200OK, shape, [new(0, card, body.Architects.Architects)])
                : Problem.From(outcome, name, card.Name);
        });

        routes.MapDelete(one, async (HttpContext context, MemberCourses courses, CancellationToken ct) =>
        {
            var name = NameIn(context);
            var outcome = await courses.DeleteAsync(name, ct);
            return outcome == WriteOutcome.Done ? Results.NoContent() : Problem.From(outcome, name, name);
        });
    }

    /// <summary>
    /// A whole number that is not negative, or what goes without saying; null where it is anything else.
    /// </summary>
    private static long? Number(string? text, long usual) =>
        string.IsNullOrEmpty(text) ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    /// <summary>A client says with either header which version it speaks.</summary>
    private static bool Wants(HttpRequest request, CourseShape shape) =>
        request.Headers.Accept.Concat(request.Headers.ContentType)
            .Any(value => value?.Contains(shape.MediaType, StringComparison.OrdinalIgnoreCase) == true);
}
