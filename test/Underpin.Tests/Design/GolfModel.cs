namespace Underpin.Tests.Design;

/// <summary>A small model folder on disk: golf courses and their architects, in one table or in two.</summary>
internal sealed class GolfModel : IDisposable
{
    public GolfModel()
    {
        Write("vocabulary.yaml", """
            today: 2026-06-30
            facts:
              - course_opens(course text, on date)
              - architect_designs(architect text, course text)
              - course_closes(course text, on date)
            questions:
              - architects_of(course text) returns (architect text)
              - open_courses(on date) returns (course text, opened date)
            rules:
              R1: An architect designs a course once
              R2: A course closes after it opened
            """);
        Write("candidates/two-tables/schema.sql", """
            create table courses (
                name text primary key,
                opened_on date not null,
                closed_on date,
                constraint closes_after_it_opened check (closed_on >= opened_on)
            );
            create table designs (
                course text not null references courses,
                architect text not null,
                primary key (course, architect)
            );
            """);
        Write("candidates/two-tables/facts.sql", """
            -- fact: course_opens
            insert into courses (name, opened_on) values (:course, :on);

            -- fact: architect_designs
            -- One row for each architect of a course.
            insert into designs (course, architect) values (:course, :architect);

            -- fact: course_closes
            update courses set closed_on = :on where name = :course and closed_on is null;
            """);
        Write("candidates/two-tables/questions.sql", """
            -- question: architects_of
            select architect from designs where course = :course;

            -- question: open_courses
            select name as course, opened_on as opened
            from courses
            where opened_on <= :on and (closed_on is null or closed_on >= :on);
            """);
        Write("scenarios/courses.yaml", """
            - scenario: A course with two architects
              tags: [basic]
              given:
                - course_opens: [Muirfield, 1891-05-03]
                - architect_designs: [Tom Morris, Muirfield]
                - architect_designs: [Harry Colt, Muirfield]
              refuses:
                - architect_designs: [Tom Morris, Muirfield]
                  rule: R1
              answers:
                - architects_of: [Muirfield]
                  is: [Harry Colt, Tom Morris]
                - open_courses: [1891-05-03]
                  is: [Muirfield, 1891-05-03]
                - open_courses: [1891-05-02]
                  is: none
            """);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("underpin-model-").FullName;

    public GolfModel Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Changes a part of a file that stands in it once.</summary>
    public GolfModel Replace(string file, string old, string @new)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(Path, file));
        Assert.Equal(2, text.Split(old).Length);
        return Write(file, text.Replace(old, @new, StringComparison.Ordinal));
    }

    /// <summary>Another candidate that is the same.</summary>
    public GolfModel CopyCandidate(string name, string copy)
    {
        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(Path, "candidates", name)))
        {
            Write($"candidates/{copy}/{System.IO.Path.GetFileName(file)}", File.ReadAllText(file));
        }

        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
