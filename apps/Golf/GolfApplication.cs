using System.Text.Encodings.Web;
using System.Text.Unicode;
using Golf.Admin;
using Golf.Api;
using Golf.Courses;
using Golf.Members;
using Golf.Pages;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Underpin.Live;

namespace Golf;

/// <summary>The golf application, put together.</summary>
internal static class GolfApplication
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(GolfApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestLineSize = 32 * 1024; // the longest name, every letter of it escaped
            server.Limits.MaxRequestBodySize = 256 * 1024;
        });
        AddServices(builder.Services, GolfConnection.Open(builder.Configuration));

        var app = builder.Build();
        _ = app.Services.GetRequiredService<NpgsqlDataSource>(); // the container closes what it has handed out
        app.Use(Headers);
        app.UseWhen(IsApi, api => api.UseStatusCodePages().UseMiddleware<ApiErrors>());
        app.UseWhen(context => !IsApi(context), pages => pages
            .UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/status/500",
                StatusCodeSelector = exception => exception is NpgsqlException or StalePlanException ? 503 : 500,
            })
            .UseStatusCodePagesWithReExecute("/status/{0}"));
        app.UseStaticFiles();
        app.UseRouting();
        app.MapRazorPages();
        CourseApi.Map(app);
        app.MapGet("/healthz", Health.CheckAsync);
        return app;
    }

    private static void AddServices(IServiceCollection services, NpgsqlDataSource database)
    {
        services.AddSingleton(_ => database);
        services.AddHttpContextAccessor();
        services.AddProblemDetails();
        services.AddRazorPages();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // names in pages read as they are written
        services.AddPooledDbContextFactory<GolfContext>(context => context
            .UseNpgsql(database, npgsql => npgsql.ExecutionStrategy(dependencies => new QuickRetry(dependencies))));
        services
            .AddUnderpin(database, options =>
            {
                options.Application = "golf";
                options.Caller = provider => provider.GetRequiredService<Client>().Caller();
            })
            .AddChange("golf-course-architects");
        services.AddSingleton<Client>();
        services.AddSingleton<OldArchitects>();
        services.AddSingleton<CourseCatalogue>();
        services.AddSingleton<CourseBrowser>();
        services.AddSingleton<MemberCourses>();
        services.AddSingleton<AdminCourses>();
    }

    private static bool IsApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static Task Headers(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    }
}
