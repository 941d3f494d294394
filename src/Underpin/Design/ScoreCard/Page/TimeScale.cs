using System.Globalization;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>Where a day, or a step, stands from left to right.</summary>
internal sealed class TimeScale
{
    private const double StepWidth = 95;

    private readonly double _first;
    private readonly double _last;
    private readonly bool _isDated;

    public TimeScale(Timeline timeline, double left, double width)
    {
        _isDated = timeline.IsDated;
        Left = left;
        var days = timeline.Items.SelectMany(item => new[] { item.From, item.Until ?? item.From })
            .Where(double.IsFinite)
            .ToList();
        var (first, last) = (days.DefaultIfEmpty(0).Min(), days.DefaultIfEmpty(1).Max());
        // Room at both ends, so that nothing stands on the edge.
        var room = _isDated ? Math.Max(10, (last - first) * 0.04) : 0.2;
        (_first, _last) = (first - room, last + (_isDated ? room : 1));
        Right = left + (_isDated ? width : Math.Max(width, (_last - _first) * StepWidth));
    }

    public double Left { get; }

    public double Right { get; }

    public double X(double day) =>
        double.IsFinite(day) ? Left + ((day - _first) / (_last - _first) * (Right - Left)) : Right;

    /// <summary>Firsts of months, as many as there is room for; or the numbers of the steps.</summary>
    public IEnumerable<(double X, string Text)> Marks()
    {
        if (!_isDated)
        {
            return Enumerable.Range(0, (int)Math.Ceiling(_last)).Select(step => (X(step), $"{step + 1}"));
        }

        int[] steps = [1, 3, 6, 12, 24, 60];
        var months = (_last - _first) / 30.4;
        var step = steps.FirstOrDefault(step => months / step <= 10, 120);
        var start = DateOnly.FromDayNumber((int)_first);
        var month = new DateOnly(start.Year, 1, 1);
        var marks = new List<(double, string)>();
        for (; month.DayNumber <= _last; month = month.AddMonths(step))
        {
            if (month.DayNumber >= _first)
            {
                marks.Add((X(month.DayNumber),
                    month.ToString(step < 12 ? "MMM yyyy" : "yyyy", CultureInfo.InvariantCulture)));
            }
        }

        return marks;
    }
}
