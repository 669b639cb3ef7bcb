namespace LockCheck.Specs.Scenarios;

/// <summary>Takes the head lines of a schedule one by one, and says which is wrong.</summary>
internal sealed class HeadLines(IReadOnlyList<(string Key, string Value)> head, int firstLine)
{
    private int _at;

    /// <summary>Whether the next line has this key.</summary>
    public bool IsAt(string key) => _at < head.Count && head[_at].Key == key;

    /// <summary>Takes the next line.</summary>
    public T Take<T>(string key, string expected, Func<string, T?> read)
        where T : class =>
        (IsAt(key) ? read(head[_at].Value) : null) is { } value ? Passed(value) : throw Wrong($"{key}: {expected}");

    /// <summary>Takes the next line.</summary>
    public T TakeValue<T>(string key, string expected, Func<string, T?> read)
        where T : struct =>
        (IsAt(key) ? read(head[_at].Value) : null) is { } value ? Passed(value) : throw Wrong($"{key}: {expected}");

    /// <summary>Refuses a line that is left over.</summary>
    public void RequireEnd()
    {
        if (_at < head.Count)
        {
            throw Wrong("steps: ...");
        }
    }

    private T Passed<T>(T value)
    {
        _at++;
        return value;
    }

    private ScenarioException Wrong(string expected)
    {
        const int shownMax = 100;
        var found = _at < head.Count ? $"{head[_at].Key}: {head[_at].Value}" : "steps: ...";
        found = found.Length > shownMax ? found[..shownMax] + "..." : found;
        return new ScenarioException(
            $"Line {firstLine + _at} of the schedule names no scenario that this program knows. Found: `{found}`. "
            + $"Expected: `{expected}`. Usual cause: a schedule from another version of lockcheck. Replay it with that "
            + "version, or record it anew with `lockcheck check`.");
    }
}
