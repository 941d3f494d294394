using Golf.Courses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Golf.Pages;

/// <summary>An architect is known by name: the old schema has nothing else.</summary>
internal sealed class ArchitectModel(CourseCatalogue catalogue) : PageModel
{
    public string Name { get; private set; } = "";

    public CourseList List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long after, CancellationToken cancellationToken)
    {
        Name = PathName.After(HttpContext, "/architects/");
        if (Name.Contains('\0'))
        {
            return NotFound();
        }

        var found = await catalogue.ByArchitectAsync(Name, after, cancellationToken);
        if (found.Count == 0)
        {
            return NotFound();
        }

        var courses = found.Take(CourseCatalogue.PageSize).ToList();
        List = new()
        {
            Courses = courses,
            Caption = "Courses by this architect",
            Next = found.Count == courses.Count
                ? null
                : $"/architects/{PathName.Escape(Name)}?after={courses[^1].Id}",
        };
        return Page();
    }
}
