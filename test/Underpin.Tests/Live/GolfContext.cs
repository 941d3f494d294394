using Microsoft.EntityFrameworkCore;

namespace Underpin.Tests.Live;

/// <summary>The old schema as EF Core sees it.</summary>
internal sealed class GolfContext(DbContextOptions<GolfContext> options) : DbContext(options)
{
    public DbSet<OldCourse> Courses => Set<OldCourse>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<OldCourse>(course =>
    {
        course.ToTable("old_course");
        course.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        course.Property(row => row.Name).HasColumnName("name");
    });
}
