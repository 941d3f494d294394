using Microsoft.Playwright;

namespace Underpin.Apps.Tests.Browsing;

/// <summary>One browser for the tests of a class, without JavaScript: the pages need none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Find(),
            Args =
            [
                "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage",
                .. Environment.IsPrivilegedProcess ? new[] { "--no-sandbox" } : [],
            ],
        });
    }

    /// <summary>A visitor with a window of their own.</summary>
    internal async Task<Visitor> VisitAsync(string address, int width = 1_100, ColorScheme colors = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address,
            JavaScriptEnabled = false,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = colors,
        });
        context.SetDefaultTimeout(15_000);
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
