using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// Notices a run that goes round with nothing left to be decided: one thread can go on at each step, and chooses no
/// value, so what comes again comes for ever. One state is remembered, at every power of two (R. P. Brent: An improved
/// Monte Carlo factorization algorithm, BIT 20, 1980).
/// </summary>
internal sealed unsafe class UndecidedRun(StateShape shape)
{
    private int _steps;
    private ulong _mark;

    /// <summary>Notes a step, and tells whether the run is one that never ends.</summary>
    /// <param name="isDecided">Whether there was another thread, or another value, that could have been taken.</param>
    /// <param name="state">The state behind the step.</param>
    public bool IsEndlessAfter(bool isDecided, byte* state)
    {
        if (isDecided)
        {
            _steps = 0;
            return false;
        }

        var fingerprint = shape.Fingerprint(state);
        if (_steps > 0 && fingerprint == _mark)
        {
            return true;
        }

        _steps++;
        if (BitOperations.IsPow2(_steps))
        {
            _mark = fingerprint;
        }

        return false;
    }
}
