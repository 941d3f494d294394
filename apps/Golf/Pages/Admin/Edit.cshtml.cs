using Golf.Admin;
using Golf.Courses;
using Microsoft.AspNetCore.Mvc;

namespace Golf.Pages.Admin;

internal sealed class EditModel(CourseCatalogue catalogue, AdminCourses courses, OldArchitects oldArchitects)
    : CourseFormPage(oldArchitects)
{
    public string Name => PathName.After(HttpContext, "/admin/edit/");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(Name, cancellationToken) is not { } course)
        {
            return NotFound();
        }

        Form = CourseForm.Of(course, AnyNumber);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(Name, cancellationToken) is not { } course)
        {
            return NotFound();
        }

        return await SubmitAsync(
            course,
            (card, architects) => courses.ChangeAsync(Name, card, architects, cancellationToken),
            "saved");
    }
}
