namespace LockCheck.Engine;

/// <summary>One step of an explained run.</summary>
public sealed record TraceStep
{
    /// <summary>Gets the step's number in the run, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the slot of the thread that ran.</summary>
    public required int Slot { get; init; }

    /// <summary>Gets the thread's name; <c>name#slot</c> when several threads of the run have that name.</summary>
    public required string Thread { get; init; }

    /// <summary>Gets the operation that was applied, as the thread described it before the step.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets the value choices that the step made, in order; a choice of one value is none.</summary>
    public required IReadOnlyList<TraceChoice> Choices { get; init; }

    /// <summary>Gets what reports and notes said in the step.</summary>
    public required IReadOnlyList<string> Details { get; init; }

    /// <summary>Gets the model's drawing of the state after the step; may be empty.</summary>
    public required string Drawing { get; init; }

    /// <summary>Gets the properties that the step reported, in the order of their indices.</summary>
    public required IReadOnlyList<Property> Reported { get; init; }

    /// <summary>Gets whether the thread had to wait at this operation before it could go on.</summary>
    public required bool WasBlocked { get; init; }

    /// <summary>Gets what the thread waited for when it began to; empty when it never did or did not say.</summary>
    public required string WaitedFor { get; init; }

    /// <summary>Gets why another thread ran before; null when the same one did, and for the first step.</summary>
    public required TraceSwitch? Switch { get; init; }

    /// <summary>Gets whether the thread ended in this step.</summary>
    public required bool EndsThread { get; init; }
}

/// <summary>One value choice of a step.</summary>
/// <param name="Name">What was chosen.</param>
/// <param name="Value">The value, from 0.</param>
public sealed record TraceChoice(string Name, int Value)
{
    /// <summary>Writes the choice as schedules do.</summary>
    /// <returns>Such as <c>page full=1</c>.</returns>
    public override string ToString() => $"{Name}={Value}";
}

/// <summary>Why the running thread changed.</summary>
public enum SwitchReason
{
    /// <summary>The previous thread had ended.</summary>
    Finished,

    /// <summary>The previous thread could not go on.</summary>
    Blocked,

    /// <summary>The previous thread could have gone on.</summary>
    Preempted,
}

/// <summary>A change of the running thread.</summary>
/// <param name="From">The name of the thread that ran before.</param>
/// <param name="Reason">Why it does not run any more.</param>
/// <param name="BlockedBy">What it waits for, when it is blocked and says so; otherwise empty.</param>
public sealed record TraceSwitch(string From, SwitchReason Reason, string BlockedBy);

/// <summary>A thread that had not ended when the run did.</summary>
/// <param name="Slot">The thread's slot.</param>
/// <param name="Thread">The thread's name, as in <see cref="TraceStep.Thread"/>.</param>
/// <param name="Operation">The operation that it is at; empty when the last step threw in it.</param>
/// <param name="IsEnabled">Whether it could go on.</param>
/// <param name="BlockedBy">What it waits for and who holds it, if it cannot go on and says so.</param>
/// <param name="Holdings">What it holds itself; may be empty.</param>
public sealed record TraceThread(
    int Slot, string Thread, string Operation, bool IsEnabled, string BlockedBy, string Holdings);
