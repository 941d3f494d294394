using Golf.Seeding;

if (args is ["seed", .. var options])
{
    var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(options).Build();
    return await SeedCommand.RunAsync(settings, CancellationToken.None);
}

return 0;
