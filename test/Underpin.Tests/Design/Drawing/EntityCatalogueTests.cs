using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Tests.Design.Drawing;

public sealed class EntityCatalogueTests
{
    [Fact]
    public async Task Columns_carry_type_nullability_default_and_comment()
    {
        var catalogue = await DrawnSchema.TrainingAsync();
        var schools = Table(catalogue, "schools");
        Assert.Equal(["id", "urn", "name", "closed_on"], schools.Columns.Select(column => column.Name));
        Assert.Equal(["bigint", "integer", "text", "date"], schools.Columns.Select(column => column.Type));
        Assert.Equal([false, false, false, true], schools.Columns.Select(column => column.Nullable));
        Assert.Equal("identity", schools.Columns[0].Given);
        Assert.Equal("Unique reference number: six digits, never used again.", schools.Columns[1].Comment);
        Assert.Equal("A school in England, as the national register of schools knows it.", schools.Comment);
        Assert.Equal("timestamptz",
            Table(catalogue, "training_periods").Columns.Single(column => column.Name == "deferred_at").Type);
    }

    [Fact]
    public async Task A_foreign_key_says_how_many_may_stand_at_each_end()
    {
        var catalogue = await DrawnSchema.TrainingAsync();
        var declared = Key(catalogue, "declarations", "training_period_id");
        Assert.Equal(("training_periods", false, false), (declared.Parent.Name, declared.Optional, declared.OneToOne));
        Assert.True(Key(catalogue, "declarations", "mentorship_period_id").Optional);
        Assert.True(Key(catalogue, "induction_extensions", "induction_period_id").OneToOne);
        var contract = Key(catalogue, "partnerships", "lead_provider_id");
        Assert.Equal(["lead_provider_id", "year"], contract.ChildColumns);
        Assert.Equal(["lead_provider_id", "year"], contract.ParentColumns);
    }

    [Fact]
    public async Task A_key_of_several_columns_is_judged_by_all_of_them()
    {
        var catalogue = await DrawnSchema.OfAsync(
            """
            create table contracts (provider int, year int, primary key (provider, year));
            create table agreed (
                provider int not null, year int not null,
                foreign key (provider, year) references contracts);
            create table perhaps (provider int not null, year int, foreign key (provider, year) references contracts);
            create table once (
                provider int not null, year int not null, unique (year, provider),
                foreign key (provider, year) references contracts);
            create table each (
                provider int not null, year int not null, school int, unique (provider, year, school),
                foreign key (provider, year) references contracts);
            create table whole (
                provider int not null, year int,
                foreign key (provider, year) references contracts match full);
            create table none (provider int, year int, foreign key (provider, year) references contracts match full);
            """);
        Assert.Equal(
            [("agreed", false, false), ("each", false, false), ("none", true, false), ("once", false, true),
                ("perhaps", true, false), ("whole", false, false)],
            catalogue.Relationships.Select(one => (one.Child.Name, one.Optional, one.OneToOne)));
    }

    [Fact]
    public async Task Rules_are_told_by_what_holds_them()
    {
        var catalogue = await DrawnSchema.TrainingAsync();
        var rules = Table(catalogue, "ect_at_school_periods").Rules;
        Assert.Equal(
            [RuleKind.PrimaryKey, RuleKind.Exclusion, RuleKind.Check, RuleKind.Check], rules.Select(rule => rule.Kind));
        Assert.Equal("teacher_id =, daterange(started_on, finished_on, '[]'::text) &&", rules[1].Parts);
        var trigger = Assert.Single(Table(catalogue, "declarations").Rules, rule => rule.Kind == RuleKind.Trigger);
        Assert.Equal(("declarations_are_kept", "refuse"), (trigger.Name, trigger.Parts));
    }

    [Fact]
    public async Task A_unique_index_that_holds_for_some_rows_is_no_key()
    {
        var catalogue = await DrawnSchema.OfAsync(
            """
            create table people (id int primary key);
            create table homes (person_id int references people, until date);
            create unique index one_home on homes (person_id) where until is null;
            """);
        var rule = Assert.Single(Table(catalogue, "homes").Rules);
        Assert.Equal((RuleKind.Unique, "person_id", "until IS NULL", false),
            (rule.Kind, rule.Parts, rule.Predicate, rule.IsWholeKey));
        Assert.False(Assert.Single(catalogue.Relationships).OneToOne);
    }

    [Fact]
    public async Task What_an_extension_or_a_partition_brings_is_not_drawn()
    {
        var catalogue = await DrawnSchema.OfAsync(
            """
            create extension pg_stat_statements;
            create table events (id int, "on" date) partition by range ("on");
            create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
            """);
        Assert.Equal(["events"], catalogue.Entities.Select(entity => entity.Name.Name));
    }

    private static Entity Table(EntityCatalogue catalogue, string name) =>
        catalogue.Entities.Single(entity => entity.Name.Name == name);

    private static Relationship Key(EntityCatalogue catalogue, string child, string column) =>
        catalogue.Relationships.Single(one => one.Child.Name == child && one.ChildColumns[0] == column);
}
