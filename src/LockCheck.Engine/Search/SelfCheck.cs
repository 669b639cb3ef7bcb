namespace LockCheck.Engine;

/// <summary>
/// Replays a path from the initial state and compares the vector with the one that the search holds: a model that
/// hides state of its own (a static, a clock, a random number) is caught here (the idea is Shuttle's).
/// </summary>
internal sealed unsafe class SelfCheck(LoadedModel model, StatePieces? pieces = null) : IDisposable
{
    private readonly PathRunner _runner = new(model);
    private readonly StateBuffer? _buffer = pieces is null ? null : new StateBuffer(model.Shape, pieces);

    /// <summary>Compares; throws if the vectors differ.</summary>
    /// <param name="path">The path to a state.</param>
    /// <param name="record">The record of what the search takes that state to be.</param>
    public void CompareRecord(IReadOnlyList<PathStep> path, byte* record)
    {
        _buffer!.Load(record);
        Compare(path, _buffer.State);
    }

    /// <summary>Compares; throws if the vectors differ.</summary>
    /// <param name="path">The path to a state.</param>
    /// <param name="here">What the search takes that state to be.</param>
    public void Compare(IReadOnlyList<PathStep> path, byte* here)
    {
        _runner.Run(path);
        var shape = model.Shape;
        var there = _runner.Stepper.State;
        if (Differs(there, here, shape.WorldBytes, out var at))
        {
            var region = model.Layout.Regions.Last(r => r.Offset <= at);
            throw Error($"in `{region.Name}`, byte {at - region.Offset}", path.Count);
        }

        for (var slot = 0; slot < shape.ThreadCount; slot++)
        {
            var one = shape.Thread(there, slot);
            var other = shape.Thread(here, slot);
            if (Differs(one, other, Math.Max(shape.UsedBytes(one), shape.UsedBytes(other)), out at))
            {
                throw Error($"in thread {_runner.Stepper.View.NameOf(ThreadId.Of(slot))}, byte {at}", path.Count);
            }
        }
    }

    public void Dispose()
    {
        _runner.Dispose();
        _buffer?.Dispose();
    }

    private static bool Differs(byte* one, byte* other, int bytes, out int at)
    {
        at = new ReadOnlySpan<byte>(one, bytes).CommonPrefixLength(new ReadOnlySpan<byte>(other, bytes));
        return at < bytes;
    }

    private static NondeterminismException Error(string where, int steps) => new(
        $"The model is not deterministic: the same {steps} steps led to two different states, {where}. Usual cause: "
        + "modelled code reads or writes something outside the state vector, such as a static field, a clock, a random "
        + "number or the order of a hash table. Move it into the model's regions.");
}

/// <summary>The same schedule led a model to two different states.</summary>
public sealed class NondeterminismException : Exception
{
    /// <summary>Makes the exception.</summary>
    public NondeterminismException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    public NondeterminismException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public NondeterminismException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
