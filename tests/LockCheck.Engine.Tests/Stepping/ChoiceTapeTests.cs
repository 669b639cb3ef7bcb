namespace LockCheck.Engine.Tests.Stepping;

public class ChoiceTapeTests
{
    [Fact]
    public void The_last_choice_turns_fastest()
    {
        var rows = RunAll(new ChoiceTape(), (tape, row) =>
        {
            row.Add(tape.Next(2, "a"));
            row.Add(tape.Next(3, "b"));
        });
        Assert.Equal(["0 0", "0 1", "0 2", "1 0", "1 1", "1 2"], rows);
    }

    /// <summary>A random tree of choices, walked by the odometer and by plain recursion.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_odometer_visits_each_leaf_of_a_random_tree_once_and_in_order(ulong seed)
    {
        var expected = new List<string>();
        Descend([]);
        Assert.Equal(expected, RunAll(new ChoiceTape(), (tape, row) =>
        {
            while (ArityAt(seed, row) is > 0 and var arity)
            {
                row.Add(tape.Next(arity, "node"));
            }
        }));

        void Descend(List<int> row)
        {
            if (ArityAt(seed, row) is not (> 0 and var arity))
            {
                expected.Add(string.Join(' ', row));
                return;
            }

            for (var value = 0; value < arity; value++)
            {
                Descend([.. row, value]);
            }
        }
    }

    [Fact]
    public void A_code_plays_back_the_values_it_was_made_of()
    {
        var recorded = new ChoiceTape();
        var played = new ChoiceTape();
        var codes = new HashSet<ushort>();
        do
        {
            int[] values = [recorded.Next(5, "a"), recorded.Next(7, "b"), recorded.Next(3, "c")];
            Assert.True(codes.Add(recorded.Code));
            played.Play(recorded.Code);
            int[] again = [played.Next(5, "a"), played.Next(7, "b"), played.Next(3, "c")];
            Assert.Equal(values, again);
            Assert.False(played.HasMore);
            Assert.Equal(recorded.Code, played.Code);
        }
        while (recorded.Advance());
        Assert.Equal(5 * 7 * 3, codes.Count);
    }

    [Fact]
    public void What_is_loaded_and_not_asked_for_is_noticed()
    {
        var tape = new ChoiceTape();
        tape.Load([1, 2]);
        Assert.Equal(1, tape.Next(2, "a"));
        Assert.True(tape.HasMore);
        Assert.Equal(2, tape.Next(3, "b"));
        Assert.False(tape.HasMore);
        tape.Play(5);
        Assert.Equal(1, tape.Next(2, "a"));
        Assert.True(tape.HasMore);
    }

    [Fact]
    public void A_loaded_value_out_of_range_is_an_error_that_names_the_choice()
    {
        var tape = new ChoiceTape();
        tape.Load([3]);
        Assert.Contains("`page full`", Assert.Throws<RoutineException>(() => tape.Next(2, "page full")).Message);
    }

    /// <summary>How many ways lead on from a place in a random tree; 0 at a leaf.</summary>
    private static int ArityAt(ulong seed, List<int> row)
    {
        var hash = row.Aggregate(seed, (hash, value) => new SplitMix((hash * 31) + (ulong)value).Next());
        return row.Count == 6 ? 0 : new SplitMix(hash).Below(4);
    }

    private static List<string> RunAll(ChoiceTape tape, Action<ChoiceTape, List<int>> step)
    {
        var rows = new List<string>();
        tape.Clear();
        do
        {
            var row = new List<int>();
            step(tape, row);
            rows.Add(string.Join(' ', row));
        }
        while (tape.Advance());
        return rows;
    }
}
