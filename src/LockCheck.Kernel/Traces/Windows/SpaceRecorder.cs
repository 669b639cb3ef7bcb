using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// Turns calls on an <see cref="ExactSpace"/> into a small world, as <see cref="WindowRecorder"/> does with those of a
/// log. What is written to between two calls becomes a step of its own.
/// </summary>
/// <param name="space">The address space; the caller makes the calls on it.</param>
public sealed class SpaceRecorder(ExactSpace space)
{
    private readonly MapsText _text = new(new Dictionary<long, string>(), [], -1, null);
    private readonly List<MadeCall> _calls = [];

    /// <summary>Makes an mmap that succeeds.</summary>
    /// <param name="text">The call, for reports.</param>
    /// <param name="start">The first page of the new mapping.</param>
    /// <param name="end">One past its last page.</param>
    /// <param name="make">Makes it.</param>
    public void Mmap(string text, long start, long end, Action make) =>
        Record(text, make, effect => effect.Map(start, end));

    /// <summary>Makes an mremap that succeeds.</summary>
    /// <param name="text">The call, for reports.</param>
    /// <param name="from">The pages of the old range.</param>
    /// <param name="to">The pages of the new range.</param>
    /// <param name="keeps">Whether the old one stays mapped (MREMAP_DONTUNMAP).</param>
    /// <param name="make">Makes it.</param>
    public void Mremap(string text, (long Start, long End) from, (long Start, long End) to, bool keeps, Action make) =>
        Record(text, make, effect => effect.Remap(from, to, keeps));

    /// <summary>Makes another call, or one that fails: its effect is what is different then.</summary>
    /// <param name="word">Its name: one of <see cref="ProgramCall.KnownWords"/>.</param>
    /// <param name="text">The call, for reports.</param>
    /// <param name="make">Makes it.</param>
    public void Other(string word, string text, Action make) => Record(text, make, effect => effect.Other(word));

    /// <summary>The world of all calls so far.</summary>
    /// <returns>The window; its layout is null where nothing changed, or it says why not.</returns>
    /// <exception cref="InvalidOperationException">No call was made.</exception>
    public TraceWindow Window() => _calls.Count > 0
        ? WindowBuilder.Build(_calls)
        : throw new InvalidOperationException("A window has at least one call.");

    private void Record(
        string text,
        Action make,
        Func<CallEffect, (string Word, System.Collections.Immutable.ImmutableArray<(long Start, long End)> Ranges,
            string? WhyNot)> effect)
    {
        var before = MapView.Of(space, _text);
        make();
        var after = MapView.Of(space, _text);
        var (word, ranges, whyNot) = effect(new CallEffect(before, after));
        _calls.Add(new MadeCall
        {
            Line = _calls.Count + 1,
            Text = text,
            Before = before,
            After = after,
            Word = word,
            Ranges = ranges,
            WhyNot = whyNot,
        });
    }
}
