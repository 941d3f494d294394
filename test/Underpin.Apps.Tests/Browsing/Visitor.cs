using Microsoft.Playwright;

namespace Underpin.Apps.Tests.Browsing;

/// <summary>Somebody who uses the pages with a keyboard alone.</summary>
internal sealed class Visitor(IBrowserContext context, IPage page) : IAsyncDisposable
{
    private const int MostTabs = 300;

    public IPage Page { get; } = page;

    public Task<string> HeadingAsync() => Page.Locator("h1").InnerTextAsync();

    public Task<string> NoticeAsync() => Page.GetByRole(AriaRole.Status).InnerTextAsync();

    public Task GoToAsync(string path) => Page.GotoAsync(path);

    /// <summary>Presses Tab until it is there, and Enter.</summary>
    public async Task FollowAsync(string name) => await PressAsync(AriaRole.Link, name);

    public async Task PushAsync(string name) => await PressAsync(AriaRole.Button, name);

    /// <summary>Presses Tab until the field is there, and types over what it holds.</summary>
    public async Task TypeAsync(string label, string text)
    {
        await TabToAsync(Page.GetByLabel(label, new() { Exact = true }));
        await Page.Keyboard.PressAsync("Control+A");
        if (text == "")
        {
            await Page.Keyboard.PressAsync("Delete");
        }
        else
        {
            await Page.Keyboard.InsertTextAsync(text);
        }
    }

    /// <summary>Presses Enter, and waits for the page it leads to.</summary>
    public async Task EnterAsync()
    {
        await Page.EvaluateAsync("document.documentElement.dataset.seen = ''");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Locator("html:not([data-seen]) footer").WaitForAsync();
        await Page.WaitForLoadStateAsync();
    }

    /// <summary>Follows a link that leads to a place on the same page.</summary>
    public async Task JumpAsync(string name)
    {
        await TabToAsync(Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }));
        await Page.Keyboard.PressAsync("Enter");
    }

    public static async Task<bool> IsFocusedAsync(ILocator place) =>
        await place.EvaluateAsync<bool>("element => element === document.activeElement");

    public async Task TabToAsync(ILocator place)
    {
        for (var i = 0; i < MostTabs; i++)
        {
            if (await IsFocusedAsync(place))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab never comes to {place}.");
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private async Task PressAsync(AriaRole role, string name)
    {
        await TabToAsync(Page.GetByRole(role, new() { Name = name, Exact = true }).First);
        await EnterAsync();
    }
}
