namespace LockCheck.Kernel.Traces;

/// <summary>What a line of strace's is.</summary>
internal enum LineKind
{
    /// <summary><c>name(args) = result</c>.</summary>
    Call,

    /// <summary><c>name(args &lt;unfinished ...&gt;</c>.</summary>
    Unfinished,

    /// <summary><c>&lt;... name resumed&gt;args) = result</c>.</summary>
    Resumed,

    /// <summary><c>+++ exited with 0 +++</c>, <c>+++ killed by SIGKILL +++</c>.</summary>
    Exit,

    /// <summary><c>+++ superseded by execve in pid N +++</c>; the name is the number.</summary>
    Superseded,

    /// <summary>A signal, or a note of strace's.</summary>
    Note,
}
