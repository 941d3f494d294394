using System.Net;
using Golf.Admin;
using Golf.Courses;
using Golf.Seeding;
using Microsoft.Extensions.DependencyInjection;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>One of the application's ways to write a course.</summary>
internal abstract record WritePath(string Name)
{
    /// <summary>Clients of the API: EF Core.</summary>
    public static WritePath Members { get; } = new MembersPath();

    /// <summary>The committee: Dapper.</summary>
    public static WritePath Committee { get; } = new CommitteePath();

    public abstract Task CreateAsync(GolfHost golf, SeededCourse course);

    public abstract Task ChangeAsync(GolfHost golf, string name, SeededCourse course);

    public abstract Task DeleteAsync(GolfHost golf, string name);

    private sealed record MembersPath() : WritePath("members")
    {
        public override async Task CreateAsync(GolfHost golf, SeededCourse course)
        {
            var answer = await golf.SendAsync(HttpMethod.Post, "/api/courses", Expected.OldShape(course));
            Assert.Equal((HttpStatusCode.Created, Expected.OldShape(course)), answer);
        }

        public override async Task ChangeAsync(GolfHost golf, string name, SeededCourse course)
        {
            var answer = await golf.SendAsync(HttpMethod.Put, Expected.Address(name), Expected.OldShape(course));
            Assert.Equal((HttpStatusCode.OK, Expected.OldShape(course)), answer);
        }

        public override async Task DeleteAsync(GolfHost golf, string name) =>
            Assert.Equal(
                (HttpStatusCode.NoContent, ""), await golf.SendAsync(HttpMethod.Delete, Expected.Address(name)));
    }

    private sealed record CommitteePath() : WritePath("committee")
    {
        public override async Task CreateAsync(GolfHost golf, SeededCourse course) => Assert.Equal(
            WriteOutcome.Done,
            await Courses(golf).CreateAsync(Card(course), Write(course), TestContext.Current.CancellationToken));

        public override async Task ChangeAsync(GolfHost golf, string name, SeededCourse course) => Assert.Equal(
            WriteOutcome.Done,
            await Courses(golf).ChangeAsync(name, Card(course), Write(course), TestContext.Current.CancellationToken));

        public override async Task DeleteAsync(GolfHost golf, string name) => Assert.Equal(
            WriteOutcome.Done, await Courses(golf).DeleteAsync(name, TestContext.Current.CancellationToken));

        private static AdminCourses Courses(GolfHost golf) => golf.Services.GetRequiredService<AdminCourses>();

        private static CourseCard Card(SeededCourse course) =>
            new() { Name = course.Name, Town = course.Town, Country = course.Country };

        private static ArchitectsWrite Write(SeededCourse course) =>
            new(Architects.At(course.Architect1, course.Architect2));
    }
}
