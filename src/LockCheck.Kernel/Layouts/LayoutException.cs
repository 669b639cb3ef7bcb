namespace LockCheck.Kernel.Layouts;

/// <summary>
/// A layout, a maps file or a live process's map that cannot be used. The message is one line in three parts: what
/// happened, the usual cause, what to do.
/// </summary>
public sealed class LayoutException : Exception
{
    /// <summary>Composes the message from its three parts, given without a final full stop.</summary>
    public LayoutException(string happened, string usualCause, string toDo, Exception? inner = null)
        : base($"{happened}. Usual cause: {usualCause}. What to do: {toDo}.", inner)
    {
        Happened = happened;
        UsualCause = usualCause;
        ToDo = toDo;
    }

    /// <summary>What happened, with the place: a line, a token, a pair of ranges.</summary>
    public string Happened { get; }

    /// <summary>The usual cause of it.</summary>
    public string UsualCause { get; }

    /// <summary>What to do about it.</summary>
    public string ToDo { get; }
}
