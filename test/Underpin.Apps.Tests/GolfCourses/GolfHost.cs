using System.Net;
using System.Text;
using Golf;
using Microsoft.AspNetCore.Builder;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>The golf application on a port of its own, in this process.</summary>
internal sealed class GolfHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private GolfHost(WebApplication application)
    {
        _application = application;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(application.Urls.Single()),
        };
    }

    public HttpClient Client { get; }

    public string Address => Client.BaseAddress!.ToString().TrimEnd('/');

    public IServiceProvider Services => _application.Services;

    public static async Task<GolfHost> StartAsync(GolfDatabase database, params string[] settings)
    {
        var application = GolfApplication.Build(
        [
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Golf={database.Application}",
            "--Logging:LogLevel:Default=Warning",
            .. settings,
        ]);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new(application);
    }

    public async Task<string> GetAsync(string path) =>
        Encoding.UTF8.GetString(await Client.GetByteArrayAsync(path, TestContext.Current.CancellationToken));

    /// <summary>One request with a JSON body; the status and the answer's body.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(
        HttpMethod method, string path, string? json = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, mediaType);
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>As SIGTERM does.</summary>
    public Task StopAsync() => _application.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        await _application.DisposeAsync();
    }
}
