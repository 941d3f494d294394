using Golf.Admin;
using Golf.Courses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Golf.Pages.Admin;

internal sealed class DeleteModel(CourseCatalogue catalogue, AdminCourses courses) : PageModel
{
    public Course Course { get; private set; } = null!;

    private string Name => PathName.After(HttpContext, "/admin/delete/");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(Name, cancellationToken) is not { } course)
        {
            return NotFound();
        }

        Course = course;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await courses.DeleteAsync(Name, cancellationToken) != WriteOutcome.Done)
        {
            return NotFound();
        }

        return Redirect("/admin?done=deleted");
    }
}
