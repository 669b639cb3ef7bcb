using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Recordings;

/// <summary>Plays a recorded sequence on an <see cref="ExactSpace"/>, and compares after each call.</summary>
public sealed class SequencePlayer
{
    /// <summary>Where the region starts in the model; a recording says nothing of it.</summary>
    private const long Base = 1 << 20;

    private readonly AnonNumbers _numbers = new();
    private readonly RegionModel _model;

    private SequencePlayer(ExactRules rules) => _model = new RegionModel(rules, Base);

    /// <summary>Plays a sequence to its end, or to the first difference, which is returned.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="rules">The rules of the kernel that it was recorded on.</param>
    public static Difference? Play(RecordedSequence sequence, ExactRules rules)
    {
        var player = new SequencePlayer(rules);
        for (var at = 0; at < sequence.Calls.Length; at++)
        {
            if (player.Play(sequence.Calls[at]) is { } difference)
            {
                return difference with
                {
                    Sequence = sequence.Number,
                    Operation = at,
                    Call = sequence.Calls[at].ToString(),
                };
            }
        }

        return null;
    }

    private Difference? Play(RecordedCall call)
    {
        var made = _model.Make(call);
        var result = made < 0 ? made : 0;
        if (result != call.Ret)
        {
            return Difference.Of("return value", ErrnoText.Of(call.Ret), ErrnoText.Of(result));
        }

        return Difference.OfRows("maps", call.Maps, _model.Maps())
            ?? (call.Flags.IsDefault ? null : Difference.OfRows("flags", call.Flags, _model.Flags()))
            ?? (call.Kernel.IsDefault ? null : _numbers.Compare(call.Kernel, _model.Kernel()));
    }
}
