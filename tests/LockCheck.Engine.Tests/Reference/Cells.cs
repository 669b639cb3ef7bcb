namespace LockCheck.Engine.Tests.Reference;

/// <summary>
/// A state of the reference enumerator: a row of small numbers with value equality, kept as a string.
/// </summary>
internal readonly record struct Cells(string Text)
{
    public int Count => Text.Length;

    public int this[int at] => Text[at];

    public static Cells Of(params int[] values) => new(string.Concat(values.Select(value => (char)value)));

    /// <summary>The same row with some cells replaced: pairs of a place and a value.</summary>
    public Cells With(params (int At, int Value)[] changes)
    {
        var text = Text.ToCharArray();
        foreach (var (at, value) in changes)
        {
            text[at] = (char)value;
        }

        return new Cells(new string(text));
    }

    public override string ToString() => string.Join(' ', Text.Select(c => (int)c));
}
