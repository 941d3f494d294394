using Golf.Courses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Golf.Pages;

internal sealed class WhoModel : PageModel
{
    public IActionResult OnPost(string? user)
    {
        if (string.IsNullOrWhiteSpace(user))
        {
            Response.Cookies.Delete(Client.Cookie);
        }
        else
        {
            var name = user.Trim();
            Response.Cookies.Append(
                Client.Cookie,
                name.Length > 100 ? name[..100] : name,
                new() { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        }

        return Redirect("/");
    }
}
