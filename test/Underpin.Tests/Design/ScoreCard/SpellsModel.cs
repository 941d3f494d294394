namespace Underpin.Tests.Design.ScoreCard;

/// <summary>
/// Who is at which school, held in two ways whose measures can be counted by hand: in normalised periods, and in
/// versions that each repeat the one before.
/// </summary>
internal static class SpellsModel
{
    public static GolfModel Create()
    {
        var model = new GolfModel();
        Directory.Delete(Path.Combine(model.Path, "candidates"), recursive: true);
        Directory.Delete(Path.Combine(model.Path, "scenarios"), recursive: true);
        return model
            .Write("vocabulary.yaml", """
                today: 2026-06-30
                facts:
                  - person_joins(person text, school text, on date)
                  - person_moves(person text, school text, on date)
                questions:
                  - school_of(person text, on date) returns (school text)
                  - school_of_as_known(person text, on date, known date) returns (school text)
                  - people() returns (people bigint)
                rules:
                  R1: A person is at one school at a time
                  R2: Nobody joins before 1999
                  R3: { says: The head agrees, beyond: schema, because: nobody asks the head }
                """)
            .Write("candidates/periods/schema.sql", """
                create extension btree_gist;
                create table people (id bigint generated always as identity primary key, name text not null unique);
                create table schools (id bigint generated always as identity primary key, name text not null unique);
                create table spells (
                    person_id bigint not null references people,
                    school_id bigint not null references schools,
                    started_on date not null,
                    finished_on date,
                    constraint one_school exclude using gist (
                        person_id with =, daterange(started_on, finished_on, '[]') with &&)
                );
                create function refuse_early() returns trigger language plpgsql as $$
                begin
                    if new.started_on < '1999-01-01' then
                        raise exception 'too early';
                    end if;
                    return new;
                end $$;
                create trigger not_early before insert on spells for each row execute function refuse_early();
                """)
            .Write("candidates/periods/facts.sql", """
                -- fact: person_joins
                insert into people (name) values (:person) on conflict do nothing;
                insert into schools (name) values (:school) on conflict do nothing;
                insert into spells (person_id, school_id, started_on)
                select p.id, s.id, :on from people p, schools s where p.name = :person and s.name = :school;

                -- fact: person_moves
                insert into schools (name) values (:school) on conflict do nothing;
                update spells set finished_on = :on - 1
                where person_id = (select id from people where name = :person) and finished_on is null;
                insert into spells (person_id, school_id, started_on)
                select p.id, s.id, :on from people p, schools s where p.name = :person and s.name = :school;
                """)
            .Write("candidates/periods/questions.sql", """
                -- question: school_of
                select s.name as school
                from spells e join people p on p.id = e.person_id join schools s on s.id = e.school_id
                where p.name = :person and :on between e.started_on and coalesce(e.finished_on, 'infinity');

                -- question: school_of_as_known (inexpressible: nobody keeps what was known)

                -- question: people
                select count(*) as people from people;
                """)
            .Write("candidates/versions/schema.sql", """
                create table versions (
                    person text not null,
                    school text not null,
                    joined_on date not null,
                    since date not null,
                    kind text not null,
                    reason text
                );
                """)
            .Write("candidates/versions/facts.sql", """
                -- fact: person_joins
                insert into versions values (:person, :school, :on, :on, 'join', null);

                -- fact: person_moves
                insert into versions
                select person, :school, joined_on, :on, 'move', 'moved' from versions
                where person = :person order by since desc limit 1;
                """)
            .Write("candidates/versions/questions.sql", """
                -- question: school_of
                select distinct on (person) school from versions
                where person = :person and since <= :on order by person, since desc;

                -- question: school_of_as_known
                with known as (
                    select *, row_number() over (order by since desc) as place from versions
                    where person = :person and since <= :on and since <= :known)
                select school from known where place = 1;

                -- question: people
                select count(distinct person) as people from versions;
                """)
            .Write("scenarios/moves.yaml", """
                - scenario: Two move <at> "once" & stay
                  given:
                    - person_joins: [Ann, First, 2020-01-01]
                    - person_joins: [Bob, First, 2020-01-02]
                    - person_moves: [Ann, Second, 2020-06-01]
                    - person_moves: [Bob, Third, 2020-09-09]
                  refuses:
                    - person_joins: [Ann, Fourth, 2020-07-01]
                      rule: R1
                    - person_joins: [Cid, Fourth, 1998-12-31]
                      rule: R2
                  answers:
                    - school_of: [Ann, 2020-05-31]
                      is: First
                    - school_of: [Ann, 2020-06-01]
                      is: Second
                    - people: []
                      is: 2
                """);
    }
}
