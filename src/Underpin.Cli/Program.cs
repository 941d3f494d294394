using Underpin.Cli;
using Underpin.Cli.Verbs;
using Underpin.Cli.Verbs.Design;
using Underpin.Cli.Verbs.Local;

// One verb, one file: PopulateVerb is a good one to read, it asks the library for step 3 and prints what it answered.
// To add a verb: a class in Verbs/, and its line here, in the order of the five steps. What a line says is what
// `underpin --help` says of the verb; only the verb that is called is made.
return await Tool.RunAsync(args,
[
    new("design", "", "Tests candidate schemas on scenarios, before any code exists.", () => new DesignVerb()),
    new("install", "",
        "Creates schema underpin in the database, and lets the application's role use it.",
        () => new InstallVerb()),
    new("new", "<name>", "Makes the folder of a new change, with commented templates.", () => new NewVerb()),
    new("lint", "<change>",
        "Tries expand.sql on a scratch copy of the live schema and says what would hurt.",
        () => new LintVerb()),
    new("test", "<change>",
        "Tries a whole change on scenarios and random histories: do facts recorded in the old schema "
            + "and changed end as the same facts recorded in the new one? Only in scratch databases.",
        () => new TestVerb()),
    new("expand", "<change>",
        "Step 1: runs expand.sql, one statement at a time, after lint has passed it.",
        () => new ExpandVerb()),
    new("write", "<change> <N%>",
        "Step 2: has the application write both schemas; the old one leads.",
        () => new WriteVerb()),
    new("populate", "<change>",
        "Step 3: fills the new tables from the old ones, in batches, beside the application.",
        () => new PopulateVerb()),
    new("verify", "<change>",
        "Step 3: compares every row of the old and the new schema, in one snapshot a range.",
        () => new VerifyVerb()),
    new("repair", "<change>",
        "Step 3: mends what the newest verify found, and what failed writes left behind.",
        () => new RepairVerb()),
    new("read", "<change> <N%>",
        "Step 4: compares reads, answers them from the new schema, and lets it lead.",
        () => new ReadVerb()),
    new("clean-up", "<change>",
        "Step 5: stops writing the old schema and sets it aside; --drop archives and drops it.",
        () => new CleanUpVerb()),
    new("back", "<change>", "Takes the last step back; every one but the drop can be.", () => new BackVerb()),
    new("status", "<change>",
        "Shows the five steps, the evidence for the next gate, and the next command.",
        () => new StatusVerb()),
    new("journal", "<change>", "Shows who did what, when, and on which evidence.", () => new JournalVerb()),
    new("local", "", "Starts and stops a private PostgreSQL server on this machine.", () => new LocalVerb()),
]);
