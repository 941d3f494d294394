using Golf.Courses;

namespace Golf.Api;

/// <summary>Courses as the answer to a request.</summary>
internal sealed record Answer(int Status, CourseShape Shape, IReadOnlyList<Course> Courses, bool Many = false) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => CourseAnswer.WriteAsync(
        httpContext.Response,
        Status,
        Shape,
        json =>
        {
            if (Many)
            {
                Shape.WriteMany(json, Courses);
            }
            else
            {
                Shape.WriteOne(json, Courses[0]);
            }
        },
        httpContext.RequestAborted);
}
