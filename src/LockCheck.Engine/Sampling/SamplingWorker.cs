using System.Numerics;
using System.Runtime.ExceptionServices;

namespace LockCheck.Engine;

/// <summary>
/// Makes runs, one after the other, in one OS thread. A run copies the initial state into the working state and steps
/// on from there; neither a run nor a step allocates anything, but for a path that is kept.
/// </summary>
/// <typeparam name="TStrategy">What draws the threads.</typeparam>
internal sealed unsafe class SamplingWorker<TStrategy> : IDisposable
    where TStrategy : struct, IStrategy
{
    private readonly LoadedModel _model;
    private readonly InitialState _initial;
    private readonly SamplingOrders _orders;
    private readonly Stepper _stepper;
    private readonly PropertyTable _properties;
    private readonly EnabledThreads _threads;
    private readonly Func<int, int> _drawValue;
    private readonly int _horizon;
    private TStrategy _strategy;
    private RunRandom _random;
    private PathStep[] _path = new PathStep[256];
    private int _steps;

    /// <summary>Makes a worker. It is not part of a run: the model's start may run in it.</summary>
    /// <param name="model">The model, shared by all workers.</param>
    /// <param name="orders">What to do.</param>
    /// <param name="initial">The initial state, shared by all workers.</param>
    /// <param name="make">Makes the strategy over what threads are about to touch.</param>
    public SamplingWorker(
        LoadedModel model, SamplingOrders orders, InitialState initial, Func<PendingOperations, TStrategy> make)
    {
        _model = model;
        _orders = orders;
        _initial = initial;
        _stepper = model.NewStepper();
        _properties = new PropertyTable(model.Model);
        var pending = new PendingOperations();
        _strategy = make(pending);
        _horizon = _strategy.Horizon;
        _threads = new EnabledThreads(_stepper, _strategy.ReadsPending ? pending : null);
        _drawValue = bound => _random.Below(bound);
    }

    /// <summary>Makes some runs.</summary>
    /// <param name="from">The number of the first one.</param>
    /// <param name="to">The number behind the last one.</param>
    /// <param name="result">Where they are counted.</param>
    /// <param name="goesOn">Asked behind each run, with its steps: false ends the chunk here.</param>
    public void Run(long from, long to, ChunkResult result, Func<int, bool> goesOn)
    {
        using var scope = _stepper.Enter();
        _stepper.Tape.Draw(_drawValue);
        for (var run = from; run < to; run++)
        {
            bool failed;
            try
            {
                failed = RunOnce(run, result);
            }
            catch (Exception exception)
            {
                result.Error = ExceptionDispatchInfo.Capture(exception);
                result.Stop = exception.Message;
                return;
            }

            result.Runs++;
            result.Transitions += _steps;
            result.Depth = Math.Max(result.Depth, _steps);
            if (failed)
            {
                result.FirstFailing ??= run;
                result.Stop ??= _orders.StopsAtFirst ? SearchLimits.StopAtFirst : null;
            }

            if (!goesOn(_steps) || result.Stop is not null)
            {
                return;
            }
        }
    }

    public void Dispose() => _stepper.Dispose();

    /// <summary>Makes one run; tells whether something failed in it.</summary>
    private bool RunOnce(long run, ChunkResult result)
    {
        _initial.CopyTo(_stepper.State);
        _random = RunRandom.Of(_orders.MixedSeed, run);
        _threads.Begin();
        _strategy.Begin(_threads.Running, ref _random);
        var failed = false;
        for (_steps = 0; _steps < SamplingOrders.StepsMax;)
        {
            var enabled = _threads.Enabled();
            if (enabled == 0)
            {
                return EndOfRun(result) || failed;
            }

            var slot = Pick(enabled);
            _stepper.Tape.Restart();
            _stepper.Step(slot);
            if (_orders.Preemptions is not null)
            {
                _model.CountSwitch(_stepper, slot, enabled);
            }

            Record(slot);
            if (_stepper.Reported != 0)
            {
                failed |= Note(_stepper.Reported, result);
                if (_properties.IsCrash(_stepper.Reported))
                {
                    return failed;
                }
            }

            var touched = _stepper.TouchedThreads;
            _threads.Update(touched);
            _strategy.After(slot, touched & ~(1u << slot), ref _random);
        }

        result.Stop = $"a run of {SamplingOrders.StepsMax:N0} steps without an end";
        return failed;
    }

    private int Pick(uint enabled)
    {
        if (_orders.Preemptions is not null)
        {
            enabled = _model.WithinPreemptions(_stepper, enabled, _orders.Preemptions);
        }

        return _steps < _horizon ? _strategy.Pick(enabled, ref _random) : RandomWalk.Draw(enabled, ref _random);
    }

    private void Record(int slot)
    {
        if (_steps == _path.Length)
        {
            Array.Resize(ref _path, 2 * _path.Length);
        }

        _path[_steps++] = new PathStep((byte)slot, _stepper.Tape.Code);
    }

    private bool Note(ulong reported, ChunkResult result)
    {
        var meaningful = _properties.Meaningful(reported);
        for (var left = meaningful; left != 0; left &= left - 1)
        {
            // Looking the property up refuses one that the model did not declare.
            result.Keep(_properties[BitOperations.TrailingZeroCount(left)].Index, _path.AsSpan(0, _steps));
        }

        return (meaningful & _properties.Failures) != 0;
    }

    private bool EndOfRun(ChunkResult result)
    {
        if (_threads.Running == 0)
        {
            result.Terminal++;
            return false;
        }

        result.Deadlocks++;
        result.Keep(ChunkResult.Deadlock, _path.AsSpan(0, _steps));
        return true;
    }
}

/// <summary>What the workers of a sampling have in common.</summary>
/// <param name="MixedSeed">The seed, mixed.</param>
/// <param name="StopsAtFirst">Whether no run behind the first failing one counts.</param>
/// <param name="Preemptions">The most preemptions of a run; null for no bound.</param>
internal sealed record SamplingOrders(ulong MixedSeed, bool StopsAtFirst, int? Preemptions)
{
    /// <summary>How long a run may be.</summary>
    public const int StepsMax = 1_000_000;
}
