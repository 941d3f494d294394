using System.Data.Common;

namespace Underpin.Live;

/// <summary>
/// The instance could not confirm in time which plan is in force, and so did not read: trying again later is right,
/// and <see cref="DbException.IsTransient"/> says so to retrying code.
/// </summary>
public sealed class StalePlanException : DbException
{
    internal StalePlanException(string change, Exception? innerException)
        : base(
            $"The plan of {change} could not be confirmed, so the read was refused. Is the database reachable, and may "
            + "this role use schema underpin (underpin install --role)?",
            innerException)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
