using Golf.Courses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Golf.Pages;

internal sealed class CourseModel(CourseCatalogue catalogue) : PageModel
{
    public Course Course { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(PathName.After(HttpContext, "/courses/"), cancellationToken) is not { } course)
        {
            return NotFound();
        }

        Course = course;
        return Page();
    }
}
