namespace Underpin.Demo.Traffic;

/// <summary>Counts what the clients saw.</summary>
internal sealed class Tally
{
    private readonly Histogram _before = new();
    private readonly Histogram _during = new();
    private readonly List<string> _complaints = [];
    private Histogram _recent = new();
    private Histogram _current;
    private long _requests;
    private long _failed;
    private long _changed;

    /// <summary>
    /// The first requests of a fresh process tell how long it takes to warm up: they are counted, not timed.
    /// </summary>
    public Tally() => _current = new Histogram();

    public long Requests => Interlocked.Read(ref _requests);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Answers that were not byte for byte what an old client expects.</summary>
    public long Changed => Interlocked.Read(ref _changed);

    /// <summary>Response times before the change began, and since.</summary>
    public Histogram Before => _before;

    public Histogram During => _during;

    /// <summary>The first failures and changed answers, told in words.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    public void OrdinaryLifeBegins() => _current = _before;

    public void ChangeBegins() => _current = _during;

    public void Answered(double milliseconds)
    {
        Interlocked.Increment(ref _requests);
        _current.Add(milliseconds);
        _recent.Add(milliseconds);
    }

    public void Fail(string what)
    {
        Interlocked.Increment(ref _failed);
        Complain($"failed: {what}");
    }

    public void Change(string what)
    {
        Interlocked.Increment(ref _changed);
        Complain($"changed: {what}");
    }

    public Histogram TakeRecent() => Interlocked.Exchange(ref _recent, new Histogram());

    private void Complain(string text)
    {
        lock (_complaints)
        {
            if (_complaints.Count < 20)
            {
                _complaints.Add(text);
            }
        }
    }
}
