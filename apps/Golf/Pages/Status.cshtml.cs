using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Golf.Pages;

/// <summary>What a person sees in place of a page that could not be shown.</summary>
[IgnoreAntiforgeryToken]
internal sealed class StatusModel : PageModel
{
    public string Heading { get; private set; } = "";

    public string Advice { get; private set; } = "";

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code) => (Heading, Advice) = code switch
    {
        StatusCodes.Status404NotFound => (
            "There is no such page", "It may have been deleted, or it has another name now."),
        StatusCodes.Status400BadRequest => (
            "The request could not be understood", "Go back, load the page again, and try once more."),
        StatusCodes.Status503ServiceUnavailable => (
            "The register cannot be reached just now", "Nothing was lost. Try again in a moment."),
        _ => ("Something went wrong", "Nothing was saved. Try again in a moment."),
    };
}
