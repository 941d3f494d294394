namespace Golf.Courses;

internal sealed record Course(long Id, CourseCard Card, Architects Architects)
{
    public string Name => Card.Name;
}
