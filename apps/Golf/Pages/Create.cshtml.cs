using Golf.Courses;
using Golf.Members;
using Microsoft.AspNetCore.Mvc;

namespace Golf.Pages;

internal sealed class CreateModel(MemberCourses courses, OldArchitects oldArchitects) : CourseFormPage(oldArchitects)
{
    public void OnGet() => Form = new() { AnyNumber = AnyNumber };

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => SubmitAsync(
        null, (card, architects) => courses.CreateAsync(card, architects, cancellationToken), "added");
}
