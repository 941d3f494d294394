using Underpin.Design.Folder;
using Underpin.Design.Search;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Tests.Design.Search;

/// <summary>
/// Teachers at schools and their mentors: one candidate that holds its rules, and others with one thing wrong.
/// </summary>
internal static class RuleModel
{
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A folder with the candidate <c>periods</c>, which holds both rules against anybody.</summary>
    public static GolfModel Create()
    {
        var model = new GolfModel();
        Directory.Delete(Path.Combine(model.Path, "candidates"), recursive: true);
        return model.Write("scenarios/courses.yaml", "[]")
            .Write("vocabulary.yaml", """
                facts:
                  - joins(teacher text, school text, from date, until date)
                  - mentored(teacher text, from date, until date)
                questions:
                  - school_of(teacher text, on date) returns (school text)
                rules:
                  one-school: A teacher is at one school at a time
                  within: A teacher is mentored while at a school
                  other: Nobody says how to break this one
                generate:
                  values:
                    teacher: { own: 2 }
                    school: { own: 2 }
                    until: { after: from, unknown: 20% }
                  facts:
                    joins: 3
                    mentored: { weight: 2, after: { joins: [teacher] } }
                  views:
                    spell: |
                      select j.*, case when until < "from" then 'empty' else daterange("from", until, '[]') end as days
                      from joins j
                  never:
                    one-school: |
                      select from spell a join spell b using (teacher)
                      where a.number < b.number and a.days && b.days
                    within: |
                      select from mentored m where not exists (
                          select from spell s where s.teacher = m.teacher
                          and s.days @> case when m.until < m."from" then 'empty'
                              else daterange(m."from", m.until, '[]') end)
                """)
            .Write("candidates/periods/schema.sql", """
                create extension btree_gist;
                create table spells (
                    id int generated always as identity primary key,
                    teacher text not null,
                    school text not null,
                    days daterange not null,
                    constraint one_school exclude using gist (teacher with =, days with &&)
                );
                create table mentorings (spell_id int not null references spells, days daterange not null);
                create function mentoring_within() returns trigger language plpgsql as $$
                begin
                    if not exists (select from spells s where s.id = new.spell_id and s.days @> new.days) then
                        raise 'not at a school then';
                    end if;
                    return null;
                end $$;
                create trigger within after insert on mentorings for each row execute function mentoring_within();
                """)
            .Write("candidates/periods/facts.sql", """
                -- fact: joins
                insert into spells (teacher, school, days) values (:teacher, :school, daterange(:from, :until, '[]'));
                -- fact: mentored
                insert into mentorings (spell_id, days)
                select (select id from spells where teacher = :teacher order by days @> :from desc limit 1),
                    daterange(:from, :until, '[]');
                """)
            .Write("candidates/periods/questions.sql", """
                -- question: school_of
                select school from spells where teacher = :teacher and days @> :on;
                """);
    }

    public static async Task<SearchReport> SearchAsync(GolfModel folder, SearchOptions options)
    {
        var model = ModelFolderReader.Read(folder.Path).Require();
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        Assert.Empty(await databases.PrepareAsync(model.Candidates, Stop));
        using var search = new IllegalSearch(home, databases, options);
        return await search.RunAsync(model, null, Stop);
    }
}
