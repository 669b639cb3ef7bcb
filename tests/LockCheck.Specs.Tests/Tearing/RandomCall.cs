namespace LockCheck.Specs.Tests.Tearing;

/// <summary>
/// A random history of commits and records in one read() call, with its maps made by hand: VMAs are the runs of pages
/// with one protection. Nothing of it is shared with the model.
/// </summary>
internal sealed class RandomCall
{
    public const string Layout = "0-4r 5-7r 7-9w";

    private const int Pages = 9;
    private const int None = -1;

    private readonly List<List<Piece>> _maps = [];

    /// <summary>Makes a history.</summary>
    /// <param name="seed">Its number.</param>
    /// <param name="outdated">Whether records may be from earlier states, or from none.</param>
    public RandomCall(int seed, bool outdated)
    {
        var random = new Random(seed);
        var prots = new[] { 1, 1, 1, 1, None, 1, 1, 2, 2 };
        _maps.Add(MapOf(prots));
        var length = random.Next(4, 12);
        for (var i = 0; i < length; i++)
        {
            if (random.Next(2) == 0)
            {
                var change = RandomChange(random, prots);
                Events.Add(change);
                Array.Fill(prots, change.Prot, change.Start, change.End - change.Start);
                _maps.Add(MapOf(prots));
            }
            else
            {
                var map = outdated && random.Next(3) > 0 ? _maps[random.Next(_maps.Count)] : _maps[^1];
                var shown = map[random.Next(map.Count)];
                var isWrong = outdated && random.Next(25) == 0;
                Events.Add(shown with { IsRecord = true, Prot = isWrong ? 4 : shown.Prot });
            }
        }

        FirstMap = outdated ? 0 : Events.TakeWhile(piece => !piece.IsRecord).Count();
    }

    /// <summary>Gets the mprotect calls and the records, in order.</summary>
    public List<Piece> Events { get; } = [];

    /// <summary>Gets the first state of the call.</summary>
    private int FirstMap { get; }

    /// <summary>
    /// The least number of states for the longest part of the records that states can have, by trying every choice;
    /// and whether they can have all of them.
    /// </summary>
    public (int States, bool All) Fewest()
    {
        var fewest = 1;
        var records = Events.Count(piece => piece.IsRecord);
        for (var count = 1; count <= records; count++)
        {
            var found = int.MaxValue;
            Try(count, 0, 0, FirstMap, None, 0, ref found);
            if (found == int.MaxValue)
            {
                return (fewest, false);
            }

            fewest = found;
        }

        return (fewest, true);
    }

    private static Piece RandomChange(Random random, int[] prots)
    {
        var start = random.Next(Pages);
        while (prots[start] == None)
        {
            start = random.Next(Pages);
        }

        var end = start + 1;
        while (end < Pages && prots[end] != None && random.Next(3) > 0)
        {
            end++;
        }

        return new Piece(start, end, random.Next(3), IsRecord: false);
    }

    private static List<Piece> MapOf(int[] prots)
    {
        var map = new List<Piece>();
        for (var page = 0; page < Pages; page++)
        {
            if (prots[page] != None && map.Count > 0 && map[^1].End == page && map[^1].Prot == prots[page])
            {
                map[^1] = map[^1] with { End = page + 1 };
            }
            else if (prots[page] != None)
            {
                map.Add(new Piece(page, page + 1, prots[page], IsRecord: false));
            }
        }

        return map;
    }

    /// <summary>Tries every state for the next record, from the last one's on.</summary>
    private void Try(int count, int at, int commits, int from, int last, int used, ref int fewest)
    {
        if (count == 0)
        {
            fewest = Math.Min(fewest, used);
            return;
        }

        var next = Events[at];
        if (!next.IsRecord)
        {
            Try(count, at + 1, commits + 1, from, last, used, ref fewest);
            return;
        }

        for (var state = from; state <= commits; state++)
        {
            if (_maps[state].Contains(next with { IsRecord = false }))
            {
                Try(count - 1, at + 1, commits, state, state, state == last ? used : used + 1, ref fewest);
            }
        }
    }
}

/// <summary>A range of pages with a protection: a change of it, a VMA, or a record.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Prot">Read 1, write 2, exec 4.</param>
/// <param name="IsRecord">Whether it is a record.</param>
internal readonly record struct Piece(int Start, int End, int Prot, bool IsRecord);
