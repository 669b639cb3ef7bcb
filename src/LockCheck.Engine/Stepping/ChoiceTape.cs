namespace LockCheck.Engine;

/// <summary>
/// The value choices of one step. A search runs a step once for each tape: after a run, <see cref="Advance"/> turns
/// to the next combination of values, as an odometer does. A choice belongs to its step: no thread runs in between.
/// </summary>
internal sealed class ChoiceTape
{
    private const int MaxChoices = 16;

    private readonly int[] _values = new int[MaxChoices];
    private readonly int[] _arities = new int[MaxChoices];
    private readonly string[] _names = new string[MaxChoices];
    private int _count;
    private int _position;
    private int _code;
    private Func<int, int>? _draw;

    /// <summary>Gets the values that the step has taken.</summary>
    public ReadOnlySpan<int> Values => _values.AsSpan(0, _position);

    /// <summary>Gets what each value decided.</summary>
    public ReadOnlySpan<string> Names => _names.AsSpan(0, _position);

    /// <summary>Gets whether a loaded tape has values that the step did not ask for.</summary>
    public bool HasMore => _position < _count || _code != 0;

    /// <summary>Gets the values as one number: the first value, plus its number of values times the rest.</summary>
    public ushort Code => _position == 0 ? (ushort)0 : Encode();

    /// <summary>Forgets all choices: the next run takes the first value of each.</summary>
    public void Clear() => Load([]);

    /// <summary>Gets where the step's choices are, to be restored after steps of others.</summary>
    public (int[] Values, int[] Arities) Save() =>
        _position == 0 ? ([], []) : (_values[.._position], _arities[.._position]);

    /// <summary>Puts the choices of a step back, as if it had just run.</summary>
    public void Restore((int[] Values, int[] Arities) saved)
    {
        Load(saved.Values);
        saved.Arities.CopyTo(_arities, 0);
        _position = _count;
    }

    /// <summary>Makes the next run take the values behind a <see cref="Code"/>.</summary>
    public void Play(ushort code)
    {
        Clear();
        _code = code;
    }

    /// <summary>Makes the next run take these values.</summary>
    public void Load(ReadOnlySpan<int> values)
    {
        if (values.Length > MaxChoices)
        {
            throw new RoutineException($"A step takes at most {MaxChoices} value choices, not {values.Length}.");
        }

        values.CopyTo(_values);
        _count = values.Length;
        _position = 0;
        _code = 0;
        _draw = null;
    }

    /// <summary>Makes the next run draw its values: given how many there are, one below.</summary>
    public void Draw(Func<int, int> draw)
    {
        Clear();
        _draw = draw;
    }

    /// <summary>Begins another run that draws its values as the one before did.</summary>
    public void Restart() => _count = _position = _code = 0;

    /// <summary>Takes a value from 0 up to <paramref name="arity"/>.</summary>
    public int Next(int arity, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arity, 1);
        if (arity == 1)
        {
            return 0;
        }

        if (_position == MaxChoices)
        {
            throw new RoutineException(
                $"A step asked for more than {MaxChoices} value choices; the last was `{name}`. Usual cause: a loop "
                + "that chooses without a scheduling point.");
        }

        if (_position == _count)
        {
            _values[_position] = _draw is { } draw ? draw(arity) : _code % arity;
            _code /= arity;
            _count++;
        }
        else if ((uint)_values[_position] >= (uint)arity)
        {
            throw new RoutineException(
                $"The recorded choice {_values[_position]} of `{name}` is out of range: the model offers {arity}.");
        }

        _arities[_position] = arity;
        _names[_position] = name;
        return _values[_position++];
    }

    /// <summary>Turns to the next combination of values; false when all have been run.</summary>
    public bool Advance()
    {
        _count = _position;
        _position = 0;
        while (_count > 0)
        {
            var last = _count - 1;
            if (_values[last] + 1 < _arities[last])
            {
                _values[last]++;
                return true;
            }

            _count = last;
        }

        return false;
    }

    private ushort Encode()
    {
        var code = 0L;
        for (var i = _position - 1; i >= 0; i--)
        {
            code = (code * _arities[i]) + _values[i];
            if (code > ushort.MaxValue)
            {
                throw new RoutineException(
                    $"The value choices of one step have more than {ushort.MaxValue + 1:N0} combinations. Spread "
                    + "them over several steps.");
            }
        }

        return (ushort)code;
    }
}
