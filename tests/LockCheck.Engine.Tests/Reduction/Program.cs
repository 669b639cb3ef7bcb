using FsCheck;
using FsCheck.Fluent;

namespace LockCheck.Engine.Tests.Reduction;

/// <summary>What one instruction of a random program does; A and B are small numbers.</summary>
internal enum Instruction
{
    Load,
    Store,
    Lock,
    Unlock,
    Assert,
    Choose,
    Await,
    Loop,
    SetOwnBit,
    SeeOtherBits,
    ClearUnseen,
    Record,
    Crash,
    Spawn,
    Get,
    Put,
    PutLast,
    SeeStatus,
    Join,
    Count,
}

/// <summary>A random program: a row of instructions for each thread, as numbers.</summary>
internal sealed record Program(int[][] Threads)
{
    public const int Values = 3;

    /// <summary>Programs of two or three threads, which shrink to fewer and shorter ones.</summary>
    public static Arbitrary<Program> Any { get; } = Arb.From(
        Gen.Choose(2, 3).SelectMany(threads => Gen.ArrayOf(
            Gen.Choose(1, 6).SelectMany(length => Gen.ArrayOf(Gen.Choose(0, CodeMax - 1), length)), threads))
            .Select(threads => new Program(threads)),
        program => program.Smaller());

    private static int CodeMax => (int)Instruction.Count * Values * Values;

    /// <summary>A program for a seed, always the same: for tests that look for one with a property.</summary>
    public static Program Of(ulong seed)
    {
        var random = new SplitMix(seed);
        var threads = Enumerable.Range(0, 2 + random.Below(2));
        return new Program([.. threads.Select(_ =>
            Enumerable.Range(0, 1 + random.Below(6)).Select(_ => random.Below(CodeMax)).ToArray())]);
    }

    public static Instruction KindOf(int code) => (Instruction)(code / (Values * Values));

    public static int A(int code) => code / Values % Values;

    public static int B(int code) => code % Values;

    public override string ToString() => string.Join("; ", Threads.Select((codes, thread) =>
        $"t{thread}: {string.Join(' ', codes.Select(code => $"{KindOf(code)}({A(code)},{B(code)})"))}"));

    private IEnumerable<Program> Smaller()
    {
        for (var thread = 0; thread < Threads.Length; thread++)
        {
            if (Threads.Length > 1)
            {
                yield return new Program([.. Threads.Where((_, at) => at != thread)]);
            }

            for (var gone = 0; gone < Threads[thread].Length && Threads[thread].Length > 1; gone++)
            {
                int[] shorter = [.. Threads[thread].Where((_, at) => at != gone)];
                yield return new Program([.. Threads.Select((codes, at) => at == thread ? shorter : codes)]);
            }
        }
    }
}
