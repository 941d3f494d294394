using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Golf.Pages;

internal sealed class IndexModel(CourseBrowser browser) : PageModel
{
    public CourseList List { get; private set; } = null!;

    public string Beginning => Request.Query["q"].ToString();

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        List = await browser.ListAsync("/", Request.Query, cancellationToken);
}
