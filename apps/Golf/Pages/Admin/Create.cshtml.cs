using Golf.Admin;
using Golf.Courses;
using Microsoft.AspNetCore.Mvc;

namespace Golf.Pages.Admin;

internal sealed class CreateModel(AdminCourses courses, OldArchitects oldArchitects) : CourseFormPage(oldArchitects)
{
    public void OnGet() => Form = new() { AnyNumber = AnyNumber };

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => SubmitAsync(
        null, (card, architects) => courses.CreateAsync(card, architects, cancellationToken), "added");
}
