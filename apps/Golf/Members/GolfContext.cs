using Microsoft.EntityFrameworkCore;

namespace Golf.Members;

/// <summary>
/// The courses as EF Core sees them: the columns that both schemas share. The architects' columns are not mapped, for
/// they go away while the application runs.
/// </summary>
internal sealed class GolfContext(DbContextOptions<GolfContext> options) : DbContext(options)
{
    public DbSet<GolfCourse> Courses => Set<GolfCourse>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<GolfCourse>(course =>
        {
            course.ToTable("golf_courses");
            course.Property(c => c.Id).HasColumnName("id").UseIdentityByDefaultColumn();
            course.Property(c => c.Name).HasColumnName("name");
            course.Property(c => c.Town).HasColumnName("town");
            course.Property(c => c.Country).HasColumnName("country");
            course.Property(c => c.Holes).HasColumnName("holes");
            course.Property(c => c.Par).HasColumnName("par");
            course.Property(c => c.Opened).HasColumnName("opened");
        });
}
