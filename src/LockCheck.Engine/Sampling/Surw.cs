using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// Selectively uniform concurrency testing (Zhao, Wolff, Mathur, Roychoudhury, ASPLOS 2025). Of some operations of a
/// run, the interesting ones, every order is equally likely: the thread that makes the next one of them is drawn with
/// a weight, how many it has left. A thread that was not drawn waits where it comes to such an operation; between
/// them, threads walk at random. What a thread will start belongs to its weight until it does, and with it the turn.
/// Guaranteed for threads that never wait for each other, and if the counts, which are means of the pilot runs, are
/// right: each order of the interesting operations has the same probability, and every schedule has some.
/// </summary>
/// <remarks>
/// If the thread that was drawn waits for one that waits for its turn, the draw is forgotten. As with
/// <see cref="Pct"/>, a run much longer than the pilots goes on as a random walk.
/// </remarks>
/// <param name="pending">What the threads are about to touch.</param>
/// <param name="choices">What may be interesting; one of these is drawn for each run.</param>
/// <param name="longest">The steps of the longest pilot run.</param>
internal struct Surw(PendingOperations pending, IReadOnlyList<ThreadWeights> choices, int longest) : IStrategy
{
    private const int NoThread = -1;

    private Weights _weights;
    private uint? _object;
    private uint _waiting;
    private int _turn;

    public readonly bool ReadsPending => true;

    public readonly int Horizon => StrategyHorizon.Of(longest);

    public void Begin(uint running, ref RunRandom random)
    {
        var chosen = choices[random.Below(choices.Count)];
        _object = chosen.Object;
        _waiting = 0;
        _turn = NoThread;
        chosen.AtStart.CopyTo(_weights);
    }

    public int Pick(uint enabled, ref RunRandom random)
    {
        while (true)
        {
            var free = enabled & ~_waiting;
            if (free == 0)
            {
                _waiting = 0;
                _turn = NoThread;
                continue;
            }

            var slot = RandomWalk.Draw(free, ref random);
            if (!IsInteresting(slot))
            {
                return slot;
            }

            _weights[slot] = Math.Max(1, _weights[slot]);
            if (_turn == NoThread)
            {
                _turn = DrawTurn(free, ref random);
            }

            if (_turn == slot)
            {
                _weights[slot]--;
                _waiting = 0;
                _turn = NoThread;
                return slot;
            }

            _waiting |= 1u << slot;
        }
    }

    public void After(int slot, uint spawned, ref RunRandom random)
    {
        for (; spawned != 0; spawned &= spawned - 1)
        {
            var child = BitOperations.TrailingZeroCount(spawned);
            if (_turn == slot && random.Below(Math.Max(1, _weights[slot])) < _weights[child])
            {
                _turn = child;
            }

            _weights[slot] = Math.Max(0, _weights[slot] - _weights[child]);
        }
    }

    private readonly bool IsInteresting(int slot) => _object is not { } wanted || pending.MayTouch(slot, wanted);

    private readonly int DrawTurn(uint threads, ref RunRandom random)
    {
        var sum = 0;
        for (var set = threads; set != 0; set &= set - 1)
        {
            sum += _weights[BitOperations.TrailingZeroCount(set)];
        }

        var left = random.Below(sum);
        for (var set = threads; ; set &= set - 1)
        {
            var slot = BitOperations.TrailingZeroCount(set);
            left -= _weights[slot];
            if (left < 0)
            {
                return slot;
            }
        }
    }

    [InlineArray(VectorLayout.MaxThreads)]
    private struct Weights
    {
        private int _weight;
    }
}
