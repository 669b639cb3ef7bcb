using System.Reflection;
using TargetException = LockCheck.Conformance.Targets.TargetException;

namespace LockCheck.Conformance.Checks;

/// <summary>
/// Something that the running kernel does, compared with what the model says. A class with a constructor without
/// parameters is found by itself.
/// </summary>
public abstract class ConformanceCheck
{
    /// <summary>Gets the name, as <c>--only</c> takes it.</summary>
    public abstract string Name { get; }

    /// <summary>Gets what is compared, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>All checks, in the order of their names.</summary>
    public static IReadOnlyList<ConformanceCheck> All() =>
    [
        .. typeof(ConformanceCheck).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ConformanceCheck)) && !type.IsAbstract)
            .Select(type => type.GetConstructor(BindingFlags.Instance | BindingFlags.Public, []))
            .OfType<ConstructorInfo>()
            .Select(constructor => (ConformanceCheck)constructor.Invoke(null))
            .OrderBy(check => check.Name, StringComparer.Ordinal),
    ];

    /// <summary>Runs it. A target that cannot be started or used makes it inconclusive.</summary>
    public CheckOutcome Run(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Cancellation.IsCancellationRequested)
        {
            return CheckOutcome.Inconclusive(Interrupted);
        }

        if (WhyNot() is { } reason)
        {
            return CheckOutcome.Skipped(reason);
        }

        try
        {
            return Compare(context);
        }
        catch (TargetException exception)
        {
            return CheckOutcome.Inconclusive(
                context.Cancellation.IsCancellationRequested ? Interrupted : exception.Message);
        }
    }

    /// <summary>The reason of a check that was stopped.</summary>
    protected const string Interrupted = "interrupted";

    /// <summary>What the machine lacks, or null.</summary>
    protected abstract string? WhyNot();

    /// <summary>Compares.</summary>
    protected abstract CheckOutcome Compare(CheckContext context);
}
