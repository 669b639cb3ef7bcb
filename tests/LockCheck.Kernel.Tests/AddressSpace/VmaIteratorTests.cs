using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// What the iterator remembers, and where it goes on after a store: the next slot of a node that is alive, a walk to
/// the remembered end when it is dead (protocols.md 1.6).
/// </summary>
public class VmaIteratorTests
{
    private const string Freed = "touches freed memory";
    private const string Layout = "0-4r 4-8w 8-12r";

    // The reader: RCU, then a lookup in each step. The writers: lock, store (slot, pivot), unlock.
    [Theory]
    [InlineData("the tree as it is", "r r r r r", "1:0-4 2:4-8 3:8-12 NULL")]
    [InlineData("a boundary moved up in place: the next slot, by its present pivots", "r r w0-6 w0-6 r", "1:0-4 2:6-8")]
    [InlineData("a boundary moved down in place behind the reader", "r r r v2-8 v2-8 r", "1:0-4 2:4-8 3:8-12")]
    [InlineData("a boundary moved down in place under the reader", "r r v2-8 v2-8 r", "1:0-4 2:2-8")]
    [InlineData("a new object in place, its slot stored", "r r n4-10 n4-10 r", "1:0-4 4:4-8")]
    [InlineData("a new object in place, its pivot stored", "r r n4-10 n4-10 n4-10 r", "1:0-4 4:4-10")]
    [InlineData("the same, the reader in the slot", "r r r n4-10 n4-10 n4-10 r", "1:0-4 2:4-8 3:10-12")]
    [InlineData("an entry cleared in place is skipped", "r r c4-8 c4-8 r", "1:0-4 3:8-12")]
    [InlineData("a dead node: behind what contains page 3 now", "r r n2-6 n2-6 r", "1:0-4 2:6-8")]
    [InlineData("a dead node: what was put at its end is found", "r r n4-6 n4-6 r", "1:0-4 4:4-6")]
    [InlineData("a dead node: a merge over what was returned", "r r w0-8 w0-8 r", "1:0-4 3:8-12")]
    [InlineData("a dead node: cleared up to the end", "r r c4-12 c4-12 r", "1:0-4 NULL")]
    [InlineData("without a node: the entry at the index", "r w0-6 w0-6 r r", "1:0-6 2:6-8")]
    public void A_walk(string goal, string schedule, string expected) =>
        Assert.Equal($"{goal}: {expected}", $"{goal}: {string.Join(' ', Lines(Walk, schedule))}");

    [Theory]
    [InlineData("alive after a store in place", "r r w0-6 w0-6 look", "Alive")]
    [InlineData("alive between slot and pivot", "r r n4-10 n4-10 look", "Alive")]
    [InlineData("dead after a store that replaces the node", "r r n4-6 n4-6 look", "Dead")]
    [InlineData("freed when the section ends", "r1 r1 n4-6 n4-6 r1 look1", "Freed")]
    [InlineData("kept by the section of another", "r r1 r1 n4-6 n4-6 r1 look1", "Dead")]
    [InlineData("freed when that ends too", "r1 r1 s n4-6 n4-6 r1 look1 s look1", "Dead Freed")]
    [InlineData("a later section does not keep it", "r1 r1 n4-6 n4-6 s r1 look1", "Freed")]
    [InlineData("freed at once if nobody is in a section", "r1 r1 r1 n4-6 n4-6 look1", "Freed")]
    [InlineData("alive still after a section without a store", "r1 r1 r1 look1", "Alive")]
    public void The_remembered_node_is(string goal, string schedule, string expected) =>
        Assert.Equal($"{goal}: {expected}", $"{goal}: {States(Lines(Walk, schedule))}");

    [Fact]
    public void A_freed_node_is_not_used()
    {
        Assert.Contains(Freed, LastDetails("r1 r1 n4-6 n4-6 r1 r1 r1"));
        Assert.DoesNotContain(Freed, LastDetails("r1 r1 w0-6 w0-6 r1 r1 r1"));
    }

    [Fact]
    public void A_reset_forgets_the_node() =>
        Assert.Equal(["1:0-4", "4:4-6"], Lines(WalkAgain, "r r n4-6 n4-6 r r r"));

    [Fact]
    public void A_lookup_needs_RCU_or_the_mmap_lock() => Assert.Equal(
        ["Unprotected"],
        Lab.Misuses(Lab.Settings(Layout, new ScriptActor("r", WalkBare)) with { Era = VmaLockEra.B }));

    // The object's fields and the tree range are separate: nothing here writes vm_start or vm_end.
    [Fact]
    public void The_range_is_the_trees() =>
        Assert.Equal(["1:0-4", "2:6-8 fields 4-8"], Lines(WalkFields, "r r w0-6 w0-6 r r r"));

    private static string States(IEnumerable<string> lines) =>
        string.Join(' ', lines.Where(line => !line.Contains(':', StringComparison.Ordinal)));

    /// <summary>The threads that a schedule names; r runs the walk.</summary>
    private static IReadOnlyList<string> Lines(Func<Routine> walk, string schedule) =>
        Lab.Lines(Settings(walk, schedule), schedule);

    private static string LastDetails(string schedule) => Lab.LastDetails(Settings(Walk, schedule), schedule);

    private static KernelSettings Settings(Func<Routine> walk, string schedule) =>
        Lab.Settings(Layout, [.. schedule.Split(' ').Distinct().Select(name => ActorOf(name, walk))]) with
        {
            Era = VmaLockEra.C,
        };

    private static Actor ActorOf(string name, Func<Routine> walk)
    {
        if (!char.IsDigit(name[^1]) || name is "r1" or "look1")
        {
            return new ScriptActor(name, name switch
            {
                "r" => walk,
                "r1" => WalkTwice,
                "s" => Section,
                _ => () => Look(name == "look" ? 0 : SlotOf("r1")),
            });
        }

        var range = name[1..].Split('-');
        var (start, end) = (int.Parse(range[0]), int.Parse(range[1]));
        var vma = name[0] switch { 'c' => 0, 'w' => 1, 'v' => 2, _ => 4 };
        return new ScriptActor(name, () => Store(start, end, new Vma((ushort)vma)));
    }

    private static int SlotOf(string name) =>
        KernelModel.Current.Settings.Actors.Index().First(actor => actor.Item.Name == name).Index;

    private static async Routine Look(int slot)
    {
        while (true)
        {
            await Step.At("look");
            Notes.Add(KernelModel.Current.Walks[slot].Position.Node.ToString());
        }
    }

    private static void Note(Vma vma)
    {
        var (start, end) = VmaIterator.Range;
        Notes.Add(vma.IsNone ? "NULL" : $"{vma.Value}:{start}-{end}");
    }

    private static async Routine Walk()
    {
        Mm.First.Iterator.Set(0);
        await Kernel.Rcu.ReadLock();
        while (true)
        {
            Note(await Mm.First.Iterator.Next());
        }
    }

    private static async Routine WalkTwice()
    {
        Mm.First.Iterator.Set(0);
        await Kernel.Rcu.ReadLock();
        Note(await Mm.First.Iterator.Next());
        await Kernel.Rcu.ReadUnlock();
        await Kernel.Rcu.ReadLock();
        Note(await Mm.First.Iterator.Next());
    }

    private static async Routine WalkAgain()
    {
        Mm.First.Iterator.Set(0);
        await Kernel.Rcu.ReadLock();
        Note(await Mm.First.Iterator.Next());
        await Kernel.Rcu.ReadUnlock();
        Mm.First.Iterator.Invalidate();
        await Kernel.Rcu.ReadLock();
        Note(await Mm.First.Iterator.Next());
    }

    private static async Routine WalkBare() => Note(await Mm.First.Iterator.Next());

    private static async Routine WalkFields()
    {
        Mm.First.Iterator.Set(0);
        await Kernel.Rcu.ReadLock();
        Note(await Mm.First.Iterator.Next());
        var vma = await Mm.First.Iterator.Next();
        var (start, end) = VmaIterator.Range;
        var first = await vma.Read(VmaField.Start);
        var last = await vma.Read(VmaField.End);
        Notes.Add($"{vma.Value}:{start}-{end} fields {first.Guess}-{last.Guess}");
    }

    private static async Routine Section()
    {
        await Kernel.Rcu.ReadLock();
        await Kernel.Rcu.ReadUnlock();
    }

    private static async Routine Store(int start, int end, Vma vma)
    {
        await Mm.First.Lock.Write();
        if (vma.IsNone)
        {
            await TreeStore.Clear(Mm.First, start, end);
        }
        else
        {
            await TreeStore.Store(Mm.First, start, end, vma);
        }

        await Mm.First.Lock.WriteUnlock();
    }
}
