using Golf.Courses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Golf.Pages;

/// <summary>A page with the course form: shows it, adds a field to it, or writes what it says.</summary>
internal abstract class CourseFormPage(OldArchitects oldArchitects) : PageModel
{
    public CourseForm Form { get; protected set; } = null!;

    protected bool AnyNumber => !oldArchitects.TwoAtMost;

    protected async Task<IActionResult> SubmitAsync(
        Course? stored, Func<CourseCard, ArchitectsWrite, Task<WriteOutcome>> write, string done)
    {
        Form = CourseForm.Of(Request.Form, AnyNumber);
        if (Request.Form["action"] == "another")
        {
            Form.AddArchitect();
            return Page();
        }

        if (Form.Read(stored) is not var (card, architects))
        {
            return Refused();
        }

        switch (await write(card, architects))
        {
            case WriteOutcome.Done:
                return Redirect($"/courses/{PathName.Escape(card.Name)}?done={done}");
            case WriteOutcome.NameTaken:
                Form.Refuse("name", "Another course has this name.");
                return Refused();
            case WriteOutcome.TooManyArchitects:
                Form.Refuse("architect_3", "A course has at most two architects for now.");
                return Refused();
            default:
                return NotFound();
        }
    }

    private PageResult Refused()
    {
        var page = Page();
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }
}
