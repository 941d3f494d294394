using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Golf.Pages.Admin;

internal sealed class IndexModel(CourseBrowser browser) : PageModel
{
    public CourseList List { get; private set; } = null!;

    public string Beginning => Request.Query["q"].ToString();

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        List = await browser.ListAsync("/admin", Request.Query, cancellationToken) with { ForCommittee = true };
}
