using Golf;
using Golf.Seeding;

if (args is ["seed", .. var options])
{
    var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(options).Build();
    return await SeedCommand.RunAsync(settings, CancellationToken.None);
}

await using var app = GolfApplication.Build(args);
await app.RunAsync();
return 0;
