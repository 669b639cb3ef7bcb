namespace LockCheck.Spin;

/// <summary>How SPIN makes a verifier of a model, and the compiler a program of that.</summary>
/// <param name="Name">What a table calls it.</param>
/// <param name="Reduces">Whether states or steps are left out that make no difference to the properties.</param>
/// <param name="Generator">Options of <c>spin -a</c>.</param>
/// <param name="Compiler">Options of the C compiler.</param>
internal sealed record SpinSetting(
    string Name, bool Reduces, IReadOnlyList<string> Generator, IReadOnlyList<string> Compiler)
{
    /// <summary>
    /// Every state and step: no partial-order reduction, no clearing of dead variables (-o2), no merging of statements
    /// (-o3).
    /// </summary>
    public static SpinSetting Plain { get; } = new("SPIN", Reduces: false, ["-o2", "-o3"], ["-DNOREDUCE"]);

    /// <summary>The same; states are stored as indices of their components.</summary>
    public static SpinSetting Collapse { get; } =
        Plain with { Name = "SPIN -DCOLLAPSE", Compiler = ["-DNOREDUCE", "-DCOLLAPSE"] };

    /// <summary>The same; a hash is stored in the place of a state, as LockCheck does. It may miss states.</summary>
    public static SpinSetting HashCompact { get; } =
        Plain with { Name = "SPIN -DHC4", Compiler = ["-DNOREDUCE", "-DHC4"] };

    /// <summary>What SPIN does by default: all three.</summary>
    public static SpinSetting Reduced { get; } = new("SPIN, as it comes", Reduces: true, [], []);

    /// <summary>The same of the models without what is kept and never read again: the least that SPIN needs.</summary>
    public static SpinSetting Lean { get; } =
        Reduced with { Name = "SPIN -DLEAN, as it comes", Generator = ["-DLEAN"] };

    /// <summary>Gets whether what is stored of a state tells it from every other.</summary>
    public bool IsExact => this != HashCompact;
}
