using Underpin.Cli;
using Underpin.Cli.Verbs;
using Underpin.Cli.Verbs.Design;
using Underpin.Cli.Verbs.Local;

// One verb, one file: PopulateVerb is a good one to read, it asks the library for step 3 and prints what it answered.
// To add a verb: a class in Verbs/, and its line here, in the order of the five steps.
return await Tool.RunAsync(args,
[
    new DesignVerb(),
    new InstallVerb(),
    new NewVerb(),
    new LintVerb(),
    new TestVerb(),
    new ExpandVerb(),
    new WriteVerb(),
    new PopulateVerb(),
    new VerifyVerb(),
    new RepairVerb(),
    new ReadVerb(),
    new CleanUpVerb(),
    new BackVerb(),
    new StatusVerb(),
    new JournalVerb(),
    new LocalVerb(),
]);
