using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>Routines that cannot be kept as bytes, one for each reason.</summary>
internal static class Rejected
{
    public static async Routine KeepsText()
    {
        var text = ScratchWorld.Number(0).ToString();
        await Step.At("one");
        ScratchWorld.Number(0) = text.Length;
    }

    public static async Routine TakesText(string text)
    {
        await Step.At("one");
        ScratchWorld.Number(0) = text.Length;
    }

    public static async Routine KeepsArray()
    {
        int[] numbers = [1, 2, 3];
        await Step.At("one");
        ScratchWorld.Number(0) = numbers[0];
    }

    public static async Routine LoopsOverArray()
    {
        foreach (var number in new[] { 1, 2, 3 })
        {
            await Step.At("one");
            ScratchWorld.Number(0) += number;
        }
    }

    public static async Routine LoopsOverList()
    {
        foreach (var number in new List<int> { 1, 2 })
        {
            await Step.At("one");
            ScratchWorld.Number(0) += number;
        }
    }

    public static async Routine AwaitsInFinally()
    {
        try
        {
            await Step.At("one");
        }
        finally
        {
            await Step.At("two");
        }
    }

    public static async Routine AwaitsInCatch()
    {
        try
        {
            await Step.At("one");
        }
        catch (InvalidOperationException) when (ScratchWorld.Number(0) == 0)
        {
            await Step.At("two");
            throw;
        }
    }

    public static async Routine Captures()
    {
        var number = (int)ScratchWorld.Number(0);
        Func<int> next = () => number++;
        ScratchWorld.Number(0) = next();
        await Step.At("one");
        ScratchWorld.Number(0) = number;
    }

    public static async Routine KeepsPointer()
    {
        var place = default(Place);
        await Step.At("one");
        ScratchWorld.Number(0) = place.IsNull ? 1 : 0;
    }

    public static async Routine KeepsPair()
    {
        var pair = (1, (2L, new object()));
        await Step.At("one");
        ScratchWorld.Number(0) = pair.Item1;
    }

    public static async Routine KeepsAny<T>(T value)
    {
        await Step.At("one");
        ScratchWorld.Number(0) = value is int number ? number : 0;
    }

    public static async Routine AwaitsTask() => await Task.FromResult(1);

    public static async Routine AwaitsYield()
    {
        await Step.At("one");
        await Task.Yield();
    }

    public static async Routine CallsBad()
    {
        await Step.At("one");
        await KeepsText();
    }

    public static async Routine SpawnsBad()
    {
        await Step.At("one");
        Threads.Spawn(1, KeepsText);
    }

    public readonly unsafe struct Place(nint at)
    {
        private readonly int* _at = (int*)at;

        public bool IsNull => _at == null;
    }

    public sealed class Protocol(int number)
    {
        public async Routine Run()
        {
            await Step.At("one");
            ScratchWorld.Number(0) = number;
        }
    }
}
